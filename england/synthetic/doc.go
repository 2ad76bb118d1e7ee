// Package synthetic completes the real market of 2013/14 with figures that are made up,
// so that analyses which need a figure for every group can be tried. Each made-up
// record carries a mark, and so does the market.
//
// # What is made up
//
// What each group spent, and most agreements, no source gives. [Market] makes
// them up for 2013/14, each with a mark, and holds the totals to what is
// published, exactly and for every seed:
//
//   - The 211 groups have 53,600,000 people, which £1.34bn at £25.00 a head
//     implies, divided by the lists of 2016/17; two groups have what their own
//     published allowances imply. Allowances sum to £1,340,000,000.00.
//   - The mean of the 211 planned rates, not weighted by population, is £9.0000 a
//     head. Corby and Ashford plan £15.00 and two other groups £5.00; all others
//     lie between. The weighted mean is another figure and varies by seed.
//   - The groups paid £602,000,000.00 to the 19 units. This is another series: it
//     is for all services out of whatever budget, and not for running costs alone.
//   - A group buys from the unit that a source names, or else from that of its
//     area. Known payments and incomes of single units are kept to.
//   - Each group has one agreement, whose prices per head sum to its plan, with a
//     line for what it paid beyond that, and eight decisions, one for each family
//     of service lines; what it decided to buy is what its agreement sells.
//
// Such a market tells nothing of a single group. It shows how the analyses work
// on full data, and over many seeds what the published totals leave open. The
// method is set out in docs/synthetic.md.
package synthetic
