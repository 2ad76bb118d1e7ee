// Package openapicheck holds the OpenAPI document of the demo against a
// validator. It has only a test, in a module of its own, so that users of the
// library need not download the validator.
package openapicheck
