// Package atlas knows where the bodies were: the areas of the CCGs of any day and
// of the boards of July 2022 and April 2026, ready to draw.
//
//	a, err := atlas.Load()
//	areas := a.On(nhs.MustParseDate("2021-04-01")) // 106 areas
//
// All of it is drawn from one file, the areas of the 211 groups of 2013, simplified
// to some 3,500 points. An area of a later day is those of the groups that it was
// made of, without the borders between them. Moves of a few practices between
// groups are therefore not in it; [Omitted] says what else is not.
//
// Positions are floating-point numbers, on a flat map with north above. They are
// for looking at and nothing else.
package atlas
