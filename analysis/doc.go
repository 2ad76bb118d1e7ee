// Package analysis answers the questions that people ask of a market, each with the
// share of the whole that is missing.
//
// # The questions
//
// [All] lists them in the order in which a newcomer reads them: what became of
// the bodies ([History]), how large the market was ([MarketSize]), what each group
// spent of its allowance ([PerHead]), who had how much of the market ([Shares]), what
// a merger changes ([Mergers], [MergerOf]), what units live on ([Dependency]), from
// how many providers a group could choose ([Choice]), whether it made, bought or
// shared ([Mix]), when agreements end ([Expiry]) and what the public may see of them
// ([Transparency]).
//
//	market, err := england.Market()
//	if err != nil {
//		log.Fatal(err)
//	}
//	index := commissioning.NewIndex(market)
//	shares := analysis.Shares(index, nhs.MustParseFinancialYear("2013/14"))
//	fmt.Println(shares.Table())
//
// # How to read an answer
//
// Each answer is a value that marshals to JSON, has a [Table], and says in its
// [Coverage] how much of the whole it rests on, what is missing and what was left out.
// Check [CoverageOf] before relying on any of them: of the real market much is not on
// file. Figures are exact: amounts are decimal and shares are divided once.
//
// # Limits
//
// An analysis reads one market and one day or year. It adds no sums of different
// kinds, such as plans and payments, and it carries nothing over from another year.
// [Intervals] compares the answers of many markets that were completed with made-up
// figures; it says how far they differ, not how likely they are.
package analysis
