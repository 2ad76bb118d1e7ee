// Package lineage follows bodies through time: when they opened and closed, what
// they were called, which succeeded which, and how a table of money or people
// moves from the bodies of one day to those of another.
//
// # Why bodies need a history
//
// England had 211 clinical commissioning groups on 1 April 2013 and 106 on 30 June
// 2022. Between those days groups merged, boundaries moved and codes were reused. A
// code in a spreadsheet of 2014 can mean a body that has since closed, or one with
// the same name and other boundaries. Two questions follow: what was it then, and
// what is it now?
//
// # Organisations and successions
//
// An [Organisation] has an identifier, names and dates. A [Succession] is one dated
// step from a predecessor to a successor: one to one, a merger, a split, or a
// boundary change in which both bodies go on. A [History] joins the two:
//
//	h := lineage.NewHistory(organisations, successions, knownUntil)
//	h.On(day)                    // the bodies that were open
//	h.Successors("00F", day)     // who has the area of 00F on that day
//	h.Predecessors("13T", day)   // the bodies of that day that led to 13T
//
// Both also say whether the history knows the body at all.
//
// A history has a last day for which it is known: [History.KnownUntil] names it and
// [History.IsKnownOn] compares a day with it. Later days get the answer of that last
// day, so ask first. A date that is known only in part is never rounded: what depends on
// it is answered unknown ([nhs.Tristate]).
//
// # Moving a table
//
// [History.Crosswalk] moves figures between the bodies of two days. The total is
// conserved to the penny. A figure that rests on an estimated share is marked as not
// exact, with the reason. A figure that cannot be placed is listed, never guessed:
// going back from a merged body needs the sizes of its parts.
//
// # Limits
//
// A history is only as good as its register: it cannot know a succession that nobody
// recorded. The shares of a boundary change count people or money, as the source did;
// other figures may divide differently.
package lineage
