package text

import "strings"

// scales multiply a number and may follow one another: 12.8亿, 3万亿, 100多万.
const scales = "十百千万亿兆余多几"

// measures of one character (量词), of things, time and money.
const measureWords = "年月日时分秒点号刻周天岁代季旬" +
	"个名位人次届条项款章节期版页卷集场回轮站级层楼室栋座幢路线只头匹辆架艘台部件套双对副张份本册封幅粒颗株棵根枝把块片口扇" +
	"家户所支队组批种类样盏朵遍趟顿滴倍成折强排班桌席桶箱袋瓶杯碗盒包罐篇首句字词行列段门间处道" +
	"元角米里尺寸丈斤两克吨升亩顷平度伏瓦安赫码维核股手票环局盘胜负连冠金银铜村镇县市省国校院"

// longMeasures are those of more than one character, longest first.
var longMeasures = []string{
	"平方公里", "个百分点", "立方厘米", "平方厘米",
	"平方米", "立方米", "百分点", "千瓦时", "摄氏度", "人民币", "标准箱", "个小时", "个工作日", "个交易日", "光年",
	"年代", "世纪", "小时", "分钟", "秒钟", "公里", "千米", "厘米", "毫米", "微米", "纳米", "海里", "公斤", "千克", "毫克", "公顷",
	"毫升", "美元", "欧元", "日元", "港元", "港币", "澳元", "加元", "韩元", "英镑", "卢布", "法郎", "卢比", "人次", "个月", "周年", "周岁",
	"千瓦", "兆瓦", "吉瓦", "赫兹", "兆赫", "字节", "像素", "英寸", "英里", "英尺", "车次", "架次", "班次", "人份", "户次", "多个", "余个",
	"月份", "号线", "号楼", "年级", "年度", "时许", "分许", "日至", "折起", "公尺", "公分", "点钟", "礼拜", "星期", "刻钟",
}

// measureAt returns the number of runes at i that belong to the number before
// them: scales, then one measure word; 0 for none.
func measureAt(text []rune, i int) int {
	n := 0
	for i+n < len(text) && n < 4 && strings.ContainsRune(scales, text[i+n]) {
		n++
	}
	for _, w := range longMeasures {
		if hasPrefix(text[i+n:], w) {
			return n + len([]rune(w))
		}
	}
	if i+n < len(text) && strings.ContainsRune(measureWords, text[i+n]) {
		return n + 1
	}
	return n
}

func hasPrefix(text []rune, w string) bool {
	k := 0
	for _, r := range w {
		if k >= len(text) || text[k] != r {
			return false
		}
		k++
	}
	return true
}
