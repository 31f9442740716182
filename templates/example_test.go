package templates_test

import (
	"fmt"
	"time"

	"sharecard/templates"
)

// A card's template asks its data for words as they stand on the card, in the
// article's language and its own offset.
func ExampleData_Date() {
	d := templates.Data{Lang: "zh-CN", PublishedAt: time.Date(2024, 5, 1, 9, 30, 0, 0, time.FixedZone("", 8*3600))}
	fmt.Println(d.Date(), d.Weekday(), d.Clock())
	d.Lang = "en"
	fmt.Println(d.Date())
	// Output:
	// 2024年5月1日 星期三 09:30
	// 1 May 2024
}

// A byline names three authors at most.
func ExampleData_By() {
	d := templates.Data{Lang: "en", Authors: []string{"Ann Lee", "Bo Chen", "Cai Wu", "Du Ma"}}
	fmt.Println(d.By())
	// Output: Ann Lee, Bo Chen, Cai Wu and others
}
