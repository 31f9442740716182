package text

import (
	"slices"
	"strings"
	"sync"
)

// role is what a character does where it is a word by itself; some do several things.
type role uint16

const (
	particle     role = 1 << iota // belongs to what precedes it
	postposition                  // follows a noun, but may begin a word too
	suffix                        // often ends a longer word than the list has
	complement                    // ends what a verb says
	conjunction                   // joins two phrases; a line may start with it
	coverb                        // a preposition: leads to the noun that follows
	adverb                        // leads to the verb that follows
	modal                         // the same, less closely: auxiliaries, 是, 有
	determiner                    // leads to a noun, a number or a measure word
	prefix                        // often begins a longer word than the list has
	opener                        // a verb that often follows its subject
	surname                       // often followed by a name that the list lacks
	foreign                       // writes the sounds of foreign names
	country                       // short for a country

	// leading roles go before something; a line that starts with such a word is good.
	leading = coverb | adverb | modal | determiner | conjunction
)

// roles by their characters.
var characters = map[role]string{
	particle:     "的地得了着著过過们們者吗嗎呢吧啊呀嘛等之",
	postposition: "里裡裏上中下后後前内內外间間时時起旁底",
	suffix: "人铺店队站号奖法员家性化型式版路街桥河湖县区镇村州市省国族语业厂院校馆园塔率量值费税权制案摊亭坊巷寺庙网" +
		"方工票类岩段源期界级品物部局室厅组团社书片剧赛杯节圈户城岛车机船舰病症药菌酶酸盐板膜层矿坝价额款券股卡房屋港论力党军兵商师星王" +
		"鋪隊號獎員縣區鎮國語業廠館園費稅權攤廟網類級團書劇賽節戶島車機層價額論黨軍師",
	complement:  "完掉住懂见見好满滿光透到于於至成出给給进進",
	conjunction: "和与與及或而并並但",
	coverb:      "和与與及或在对對从從把被将將为為向让讓给給由以于於至到自令使替跟往朝按据據因比",
	adverb:      "不最更再又也都第超近约約达達正即仅僅只才就却卻还還已曾仍刚剛太很挺较較越没沒未勿竟均皆曾终終首",
	modal:       "是有要会會能可应應须須想称稱说說致请請",
	determiner:  "每这這那某各该該本另此其哪同多数數几幾全两兩",
	prefix:      "可非未无無反新老旧舊副总總大小前原超高低",
	opener:      "破获獲迎遭曝拟擬欲盼赴访訪促助推建办辦看去来來做抓吃喝买買卖賣打走跑派谈談晒回成出入用夺奪夸揭",
	surname: "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦" +
		"付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严武戴莫孔汤張劉陳楊黃趙吳孫馬羅鄭謝許韓馮鄧葉蘇魏呂盧鍾譚陸賈韋鄒",
	country: "中美俄日韩朝英法德印欧澳韓",
	foreign: "阿埃艾安奥巴贝本宾波伯布查达戴德登迪蒂丁多恩尔法费芬弗夫盖戈哥格古哈海汉赫亨霍基吉加杰金卡凯坎科克肯库拉莱兰朗劳勒雷利莉林琳卢鲁伦罗洛马玛" +
		"麦曼梅蒙米密莫姆穆纳娜尼宁诺努欧帕佩皮普奇切钦琼丘塞萨森沙舍圣施史斯丝松苏索塔泰坦汤特滕提廷图瓦万威韦维温沃乌伍西希夏谢欣辛休雅亚叶伊尤扎詹兹佐",
}

var roles = sync.OnceValue(func() map[rune]role {
	byRune := map[rune]role{}
	for r, list := range characters {
		for _, c := range list {
			byRune[c] |= r
		}
	}
	return byRune
})

// roleOf is all that a character does as a word.
func roleOf(r rune) role { return roles()[r] }

const (
	numerals  = "零一二两三四五六七八九十百千万亿几数半每"
	dateUnits = "年月日时点"
	// afterDates follow a year or another time.
	afterDates = "来內内后後前间間底初末"
	// counters are the measure words that a noun follows.
	counters = "个名位条项款章份只头匹辆架艘台部件套双副张本册封幅粒颗株棵根枝把块片口扇家户所支座栋种类场批群枚" +
		"些样道句桩起届期轮宗笔则首篇段间层盏朵排班桌杯碗瓶袋箱箩筐"
)

// Words of two characters, by what they do.
var (
	// leadingWords lead to what follows.
	leadingWords = strings.Fields("正在 已经 即将 将于 可以 能够 应该 关于 对于 由于 因为 为了 通过 根据 按照 超过 接近 达到 突破 " +
		"怎么 如何 怎样 为何 最高 最低 首次 再次 如果 不再 没有 每逢 每当 随着 除了 不是 就是 还是 不会 不能 不要 需要 必须 或将 " +
		"最为 更加 非常 十分 成为 作为 为什 凭什 多次 居然 竟然 仍然 依然 全新 最新 一些 更多 许多 所有 这个 那个 这些 那些 每个")
	// beforeNumbers lead to a number.
	beforeNumbers = strings.Fields("最后 最後 上午 下午 晚上 凌晨 早上 中午 傍晚 海拔 大约 大約 至少 最多 长达 長達 不到 将近 將近")
	// kinds say which kind of the noun behind them is meant: 红色|预警, 大型|水库.
	kinds = strings.Fields("红色 紅色 橙色 黄色 黃色 蓝色 藍色 绿色 綠色 大型 中型 小型 微型 新型 重型 轻型 輕型 新式 老式 中式 西式 特级 高级 初级")
	// trailingWords follow a noun or verb.
	trailingWords = strings.Fields("的话 之后 之前 之间 之中 之下 之上 之外 之一 以来 以后 以上 以下 以内 以外 以前 期间 左右 而言 来说 起来 下去 出来")
)

// phrasePenalty weighs the boundary between the words a and b; before is the one
// that precedes them, empty where none does, and next the character behind them, 0 where
// none is. The closest tie counts.
func phrasePenalty(before, a, b []rune, next rune) float64 {
	tie := max(tieToFirst(a, b, next), tieToLast(before, a, b))
	if tie == 0 && (len(b) == 1 && roleOf(b[0])&conjunction != 0 || len(a) == 1 && a[0] == '的') {
		return penaltyAroundPhrases
	}
	return tie
}

// tieToFirst is how closely b belongs to a for what b is; next is what follows it.
func tieToFirst(a, b []rune, next rune) float64 {
	if len(b) > 1 {
		switch {
		case len(b) == 2 && slices.Contains(trailingWords, string(b)):
			return penaltyPostposition
		case len(a) == 1 && len(b) == 2 && b[1] == '了' && roleOf(b[0])&complement != 0: // 写|进了
			return penaltyComplement
		}
		return 0
	}
	switch r := roleOf(b[0]); {
	case r&particle != 0:
		return penaltyParticle
	case r&postposition != 0 && next != 0 && strings.ContainsRune(numerals, next): // 今年|前三季度
		return 0
	case r&postposition != 0 && next == '的': // 城墙|下的: it begins no word
		return penaltyParticle
	case r&postposition != 0:
		return penaltyPostposition
	case r&suffix != 0:
		return penaltySuffix
	case r&complement != 0 && (len(a) == 1 || r&leading == 0):
		return penaltyComplement
	case r&(leading|opener) != 0, len(a) == 1 && roleOf(a[0]) != 0:
		return 0
	case len(a) == 2 && roleOf(a[0])&surname != 0:
		return penaltySuffix
	case next == '了' || next == '着' || next == '过': // a verb
		return 0
	case roleOf(next)&leading != 0: // 检修|工在
		return penaltyLastOfPhrase
	}
	return penaltyLone
}

// tieToLast is how closely b belongs to a for what a is.
func tieToLast(before, a, b []rune) float64 {
	if len(a) > 1 {
		switch {
		case len(a) == 2 && strings.ContainsRune(numerals, b[0]) && slices.Contains(beforeNumbers, string(a)):
			return penaltyDeterminer
		case len(a) == 2 && roleOf(a[0])&determiner != 0 && strings.ContainsRune(counters, a[1]):
			return counted(b)
		case string(a) == "没有" && len(b) == 1 && roleOf(b[0])&(leading|particle) == 0: // 没有|人
			return penaltyName
		case len(a) == 2 && slices.Contains(leadingWords, string(a)):
			return penaltyLeadingWord
		case len(a) == 2 && len(b) == 2 && slices.Contains(kinds, string(a)):
			return penaltyKind
		}
		return 0
	}
	r, next := roleOf(a[0]), role(0)
	if len(b) == 1 {
		next = roleOf(b[0])
	}
	if len(before) == 1 && roleOf(before[0])&determiner != 0 && strings.ContainsRune(counters, a[0]) {
		return counted(b) // 那座|木桥
	}
	afterSurname := len(before) == 1 && roleOf(before[0])&surname != 0
	switch {
	case r&particle != 0:
		return 0
	case r&foreign != 0 && next&foreign != 0, r&country != 0 && next&country != 0,
		afterSurname && r&leading == 0 && len(b) == 1 && next&(leading|opener) == 0:
		return penaltyName
	case r&surname != 0 && r&leading == 0 && len(b) <= 2 && next&(leading|opener) == 0:
		return penaltyName
	case r&coverb != 0:
		return penaltyCoverb
	case r&determiner != 0:
		return penaltyDeterminer
	case r&prefix != 0:
		return penaltyPrefix
	case r&adverb != 0:
		return penaltyAdverb
	case r&modal != 0:
		return penaltyModal
	case r&postposition != 0, r&suffix != 0 && (len(b) > 1 || next&^(foreign|surname|prefix|suffix) != 0):
		return 0
	case next&leading != 0 && len(before) > 1: // 检修工|在
		return 0
	case next&leading != 0:
		return penaltyLone
	case len(b) == 1:
		return penaltyUnknown
	}
	return penaltySingle
}

// counted is how closely a noun belongs to the measure word before it.
func counted(noun []rune) float64 {
	if len(noun) == 1 && roleOf(noun[0])&(leading|particle) == 0 {
		return penaltyCountedOne
	}
	return penaltyCounted
}
