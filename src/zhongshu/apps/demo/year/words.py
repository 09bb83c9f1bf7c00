"""What papers, instructions and reports of the simulated year say. Every name and number is made up."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

#: What papers are about, by the unit of the office that answers for it; the words are those of the duty map.
TOPICS: dict[str, tuple[str, ...]] = {
    "综合科": ("稳增长政策落实", "营商环境评价整改", "经济运行分析", "重点项目谋划", "民营经济发展", "招商引资任务", "工业企业用电监测"),
    "秘书科": ("农村饮水安全", "水利工程管护", "公文处理规范", "农村人居环境整治", "高标准农田建设", "灌区节水改造", "档案规范管理"),
    "督查室": ("建议提案办理", "巡察反馈问题整改", "民生实事进度", "环保督察整改", "拖欠企业账款清理", "专项债券项目督查"),
    "信息科": ("政务公开考评", "政府网站检查", "舆情回应", "政务信息报送", "政务新媒体管理", "数据共享"),
    "值班室": ("防汛准备", "森林防火", "安全生产检查", "突发事件信息报送", "应急演练", "低温雨雪防范", "地质灾害隐患排查"),
    "会务科": ("经济工作会议筹备", "外地考察团接待", "现场推进会安排", "表彰活动筹办", "招商推介活动"),
}  # fmt: skip
PLACES = (
    "青石镇", "城关镇", "云岭镇", "石桥镇", "东山乡", "竹溪乡", "马鞍乡", "白水镇", "东沟河流域", "城南片区", "工业园区", "西部山区",
    "城北新区", "青石河沿线", "国道沿线",
)  # fmt: skip
SENDERS = (
    "安和市人民政府办公室", "安和市发展和改革委员会", "安和市财政局", "安和市水利局", "安和市应急管理局", "安和市生态环境局",
    "安和市农业农村局", "安和市教育局", "安和市交通运输局", "安和市统计局", "安和市住房和城乡建设局", "安和市审计局", "安和市信访局",
    "临川县人民政府办公室", "永宁县人民政府办公室", "明川县供电公司", "明川县总工会", "明川县红十字会",
)  # fmt: skip
_CODES = dict(
    zip(SENDERS, ("安政办发", "安发改发", "安财发", "安水发", "安应急发", "安环发", "安农发", "安教发", "安交发", "安统发", "安建发",
                  "安审发", "安信发", "临政办函", "永政办函", "明电司发", "明工发", "明红发"), strict=True)
)  # fmt: skip
_KINDS = (
    ("notice", "通知", 50),
    ("letter", "函", 20),
    ("request", "请示", 14),
    ("report", "报告", 12),
    ("circular", "通报", 4),
)
_WANTS = (
    "请{place}对照清单逐项自查，形成问题台账{n}份，{day}前报送。", "请汇总{place}{n}个项目的开工、用地和资金情况，{day}前报我单位。",
    "要抓紧完成{place}{n}处点位整改，整改前后照片一并归档。", "请组织{n}名业务骨干参加培训，名单{day}前反馈。",
    "请确定1名分管负责同志和{n}名联络员，{day}前报送回执。", "请核实{place}{n}户群众反映的问题，并将办理结果书面告知。",
)  # fmt: skip
_FACTS = (
    "截至上月底，{place}已完成投资{n}万元，占年度计划的{p}%。", "近期抽查{place}{n}个点位，发现{m}处不符合要求。",
    "{place}上半年受理群众诉求{n}件，办结率{p}%，比上年同期提高{m}个百分点。", "{place}现有在建项目{n}个，其中{m}个进度滞后。",
    "经统计，{place}涉及农户{n}户、耕地{m}亩，仍有{p}%没有落实到位。", "{place}共投入资金{n}万元，购置设备{m}台，培训人员{p}人次。",
    "本年度第{m}次调度会明确，{place}须在年内完成{n}项任务。", "{place}连续{m}个月排名靠后，主要原因是{n}个单位没有按时报送数据。",
)  # fmt: skip
_INSTRUCTIONS = (
    "同意拟办意见。请{unit}牵头，{days}个工作日内把结果报我。", "请{unit}牵头办理，月底前报结果。情况要查实。",
    "已阅。请{unit}抓紧落实，逐项列出清单。", "请{unit}牵头，会同有关单位研究提出意见，下周五前报来。", "同意。", "圈阅",
    "这件事拖不得。请{unit}一周内拿出办法。其他单位积极配合。", "请{unit}阅办。",
)  # fmt: skip
_TASKS = (
    "完成{place}{topic}问题整改", "建成{place}{topic}示范点", "清理{place}{topic}历史遗留问题", "推进{place}{topic}项目开工", "落实{place}{topic}年度任务",
)  # fmt: skip
_STANDARDS = (
    "{n}处问题全部整改到位，通过验收",
    "{n}个点位建成投用，台账1份",
    "{n}户全部办结并公示",
    "{n}个项目开工，资金拨付到位",
    "形成报告1份，{n}项任务完成",
)
_PROGRESS = (
    "已完成{n}处，占{p}%，{place}的材料已收齐。", "本期新增办结{n}件，累计{m}件，{place}正在核对。", "召开现场会{m}次，{place}{n}户已签订协议。",
    "到{place}实地核对{m}次，完成{n}个点位，其余按计划推进。", "资金到位{n}万元，已支付{p}%，{place}段完工。",
)  # fmt: skip
_ORDERS = (
    "{place}的{topic}问题要在{day}前解决。",
    "{topic}要抓紧，{place}先走一步，{day}前见结果。",
    "由牵头单位负责，{day}前把{place}{topic}情况报清楚。",
)


@dataclass(frozen=True)
class Letter:
    """One paper as it comes in."""

    sender: str
    number: str
    title: str
    kind: str
    text: str
    unit: str


def _filled(random: Random, pattern: str, day: date) -> str:
    due = day + timedelta(days=random.randrange(8, 40))
    return pattern.format(
        place=random.choice(PLACES), n=random.randrange(3, 400), m=random.randrange(2, 60), p=random.randrange(20, 99),
        day=f"{due.month}月{due.day}日", topic=random.choice(TOPICS[random.choice(tuple(TOPICS))]),
        unit="", days=random.choice((3, 5, 10)),
    )  # fmt: skip


def letter(random: Random, day: date, serial: int, sender: str = "") -> Letter:
    """A paper for the office; ``serial`` keeps its number apart from every other."""
    sender = sender or random.choice(SENDERS)
    unit = random.choice(tuple(TOPICS))
    kind, word, _ = random.choices(_KINDS, [weight for _, _, weight in _KINDS])[0]
    matter = f"{random.choice(PLACES)}{random.choice(TOPICS[unit])}"
    title = f"{sender}关于{matter}{random.choice(('有关事项', '工作情况', '进展', '安排'))}的{word}"
    sentences = [_filled(random, pattern, day) for pattern in random.sample(_FACTS, 3)]
    sentences += [_filled(random, pattern, day) for pattern in random.sample(_WANTS, 2)]
    number = f"{_CODES.get(sender, '明政')}〔{day.year}〕{serial}号"
    close = "妥否，请批示。" if kind == "request" else ""
    text = f"{sender}文件\n{number}\n{title}\n明川县人民政府：\n{''.join(sentences)}{close}\n{sender}\n{day:%Y年%-m月%-d日}"
    return Letter(sender, number, title, kind, text, unit)


def proposal(random: Random, unit: str, title: str) -> str:
    """拟办: who leads and what is to come of it."""
    matter = title.partition("关于")[2].rpartition("的")[0] or title
    result = random.choice(
        ("逐项核对后提出书面意见", "形成清单和办理报告", "提出{n}条具体措施", "会同责任单位办理并报结果")
    )
    return f"拟请{unit}牵头，就{matter}{result.format(n=random.randrange(2, 9))}送审。"


def instruction(random: Random, unit: str) -> str:
    """批示; "圈阅" stands for the leader's circle."""
    return random.choice(_INSTRUCTIONS).format(unit=unit, days=random.choice((3, 5, 10)))


def order(random: Random, day: date) -> str:
    """An ordering sentence of a meeting, a visit, a conversation."""
    return _filled(random, random.choice(_ORDERS), day)


def task(random: Random) -> tuple[str, str]:
    """(task, measurable standard)."""
    today = date(2000, 1, 1)
    return _filled(random, random.choice(_TASKS), today), standard(random)


def standard(random: Random) -> str:
    return random.choice(_STANDARDS).format(n=random.randrange(2, 40))


def progress(random: Random) -> str:
    return _filled(random, random.choice(_PROGRESS), date(2000, 1, 1))


def result(random: Random) -> str:
    return f"已办理完毕：{progress(random)}"


@dataclass(frozen=True)
class Draft:
    """One paper of the office's own."""

    kind: str
    code: str
    fields: dict[str, str]
    signatory: str
    authorised: bool


def draft(random: Random, day: date) -> Draft:
    """A notice, letter, report or circular of the office or the government."""
    topic, place = random.choice(TOPICS[random.choice(tuple(TOPICS))]), random.choice(PLACES)
    facts = [_filled(random, pattern, day) for pattern in random.sample(_FACTS, 3)]
    kind = random.choices(("notice", "letter", "report", "circular"), (60, 22, 12, 6))[0]
    office, government = "明川县人民政府办公室", "明川县人民政府"
    if kind == "report":
        body = f"现将{place}{topic}情况报告如下：\n一、基本情况\n{facts[0]}\n二、存在问题\n{facts[1]}\n三、下步打算\n{facts[2]}\n特此报告。"
        fields = {
            "title": f"{government}关于{place}{topic}情况的报告",
            "addressees": "安和市人民政府",
            "direction": "upward",
        }
        return Draft(kind, "明政发", fields | {"body": body}, "principal_leader", False)
    if kind == "letter":
        body = f"为做好{place}{topic}工作，现就有关事项商请如下：\n一、{facts[0]}\n二、{facts[1]}\n请予支持并函复。"
        fields = {
            "title": f"{office}关于商请支持{place}{topic}工作的函",
            "addressees": "安和市水利局",
            "direction": "lateral",
        }
        return Draft(kind, "明政办函", fields | {"body": body}, "deputy_leader", False)
    word, lead = ("通知", "现就有关事项通知如下") if kind == "notice" else ("通报", "现将有关情况通报如下")
    body = f"为做好{place}{topic}工作，经县政府同意，{lead}：\n一、基本情况\n{facts[0]}\n二、重点任务\n{facts[1]}\n三、工作要求\n{facts[2]}"
    fields = {"title": f"{office}关于{place}{topic}{'工作' if kind == 'notice' else '情况'}的{word}", "direction": "downward",
              "addressees": "各乡镇人民政府，县政府有关部门"}  # fmt: skip
    return Draft(
        kind,
        "明政办发",
        fields | {"body": body},
        random.choice(("deputy_leader", "director", "principal_leader")),
        True,
    )
