// Package synthetic completes the real market of 2013/14 with made-up figures, for
// trying analyses that need a figure for every group. Each made-up record is marked,
// and so is the market.
//
// # What is made up
//
// No source gives what each group spent, or most agreements. [Market] makes them up
// for 2013/14, each with a mark. The totals match the published ones exactly, for
// every seed:
//
//   - The 211 groups have the people and the allowances that were published: together
//     53,807,894 and £1,345,200,000.00. Neither is made up.
//   - The mean of the 211 planned rates, not weighted by population, is £9.0000 per
//     head. Sunderland and the Isle of Wight plan less than £5.00, Corby and Ashford
//     more than £15.00, as a survey has it; how much less or more is made up. All
//     others lie between. The weighted mean is another figure and varies by seed.
//   - The groups paid £602,000,000.00 to the 19 units. This is another series: it
//     covers all services from any budget, not only running costs.
//   - A group buys from the unit that a source names, or else from the unit of its
//     area. Known payments and incomes of single units are respected.
//   - Each group has one agreement. Its prices per head sum to the group's plan, and
//     one more line has the payments beyond it.
//   - Each group has eight decisions, one for each family of service lines. Its
//     agreement sells what it decided to buy.
//
// Such a market says nothing about a single group. It shows how the analyses work on
// full data, and over many seeds what the published totals leave open. The method is
// in docs/synthetic.md.
package synthetic
