"""Traditional and variant characters among simplified ones."""

import re
from collections.abc import Iterator

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...rule import Card, Correction

card = Card(
    id="language.traditional_characters",
    gate=Gate.LANGUAGE,
    level=Level.SHOULD,
    title="繁体字、异体字",
    why="公文使用规范汉字；这是繁体字或者异体字，多半是从别处复制来的。",
    basis="《中华人民共和国国家通用语言文字法》第九条；《通用规范汉字表》",
    since="0.1",
    confidence=0.93,
    exceptions=("人名、地名里的生僻字，题词、匾额和古籍引文可以保留。",),
    wrong=(Correction("加強組織領導", "加强组织领导"), Correction("明川縣人民政府", "明川县人民政府")),
    good=("堃、喆、玥、翀、祐等人名用字，瞭望台，勠力同心，砥砺前行",),
)

_HAN = re.compile(r"[\u4e00-\u9fff]")
_BIG5_COMMON = range(0xA440, 0xC67F)
_ALLOWED = frozenset("瞭潟祐堉玥晞頫釐浬璟甯昇乾堃喆邨淼犇叡")
"""Standard characters and characters of names that GB/T 2312 lacks but traditional texts use every day."""

_SIMPLE = dict(
    zip(
        "縣強組織領導國會議實際個來對時說發這經過現將開關長門們問間題點麼還進動務員當總結業東車書見習學樂機構權條標準報幾"
        "無爲為與從處畫設計劃執論證據記錄認識職責級別類歷練環節統籌協調檢監審資產財質稅費貸農糧養種場園區鄉鎮鄰戶黨團"
        "衛醫藥護聯絡線網電話傳達遞訊號碼讀寫語詞詩畢師範藝術體驗測試選舉辦單廣廠礦鐵橋樑樓層築備維運輸轉變換屬係歸檔館圖"
        "風龍鳳馬鳥魚麥黃齊齒頁飛駐騎髮鬥麗麵鬆鹽鹼豐豔貝負貢貧貨販貫貴買貿賀賓賞賠賢賣賤賴趙趕跡蹟軌軍軟較載輔輕輛輝輪轄"
        "辭遠適遲遷遺鄭釋針鈔鋼錢錯鍋鍵鏡鐘鑒閉閱闊隊陽陰陣階險隨隱隻雙雜雞難雲霧靈靜響頂項順須預頻顆願顧顯顏",
        "县强组织领导国会议实际个来对时说发这经过现将开关长门们问间题点么还进动务员当总结业东车书见习学乐机构权条标准报几"
        "无为为与从处画设计划执论证据记录认识职责级别类历练环节统筹协调检监审资产财质税费贷农粮养种场园区乡镇邻户党团"
        "卫医药护联络线网电话传达递讯号码读写语词诗毕师范艺术体验测试选举办单广厂矿铁桥梁楼层筑备维运输转变换属系归档馆图"
        "风龙凤马鸟鱼麦黄齐齿页飞驻骑发斗丽面松盐碱丰艳贝负贡贫货贩贯贵买贸贺宾赏赔贤卖贱赖赵赶迹迹轨军软较载辅轻辆辉轮辖"
        "辞远适迟迁遗郑释针钞钢钱错锅键镜钟鉴闭阅阔队阳阴阵阶险随隐只双杂鸡难云雾灵静响顶项顺须预频颗愿顾显颜",
        strict=True,
    )
)
"""Suggestions for the most frequent ones."""
LOCAL = True


def find(manuscript: Manuscript) -> Iterator[Hit]:
    text = manuscript.text
    if _encodable(text):
        return
    for match in _HAN.finditer(text):
        char = match.group()
        if not _encodable(char) and char not in _ALLOWED and _is_common_in_big5(char):
            yield Hit(match.start(), match.end(), _SIMPLE.get(char))


def _encodable(text: str) -> bool:
    """Whether GB/T 2312, the everyday simplified set, has all of it."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _is_common_in_big5(char: str) -> bool:
    """Level 1 of Big5 holds what is written every day where traditional characters are used."""
    try:
        code = char.encode("big5")
    except UnicodeEncodeError:
        return False
    return len(code) == 2 and int.from_bytes(code, "big") in _BIG5_COMMON
