// Package style computes the value of every CSS property of every element: the
// cascade, inheritance, var() and the conversion of specified into computed
// values (CSS Cascade 4). Its result is a tree of [Node], the elements of the
// document each with its [Style].
package style
