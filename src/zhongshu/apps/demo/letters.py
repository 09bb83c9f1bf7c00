"""What came in to the demo county, in the words of those who sent it. Every name and number is made up."""

from dataclasses import dataclass

#: The duty map: what the office's units answer for.
UNIT_FIELDS = {
    "综合科": "工作报告、综合材料、经济运行、营商环境、政策调研",
    "秘书科": "公文、会签、档案、农村、水利、饮水",
    "督查室": "督查、督办、批示、整改、建议提案",
    "信息科": "信息、政务公开、网站、舆情",
    "值班室": "值班、应急、防汛、防火、安全生产、突发事件",
    "会务科": "会议、接待、活动",
}


@dataclass(frozen=True)
class Letter:
    """One paper that came in: what it says, who handles it, how long, and ``until`` which state it is told. Days are workdays."""

    until: str
    start: int
    days: int
    sender: str
    number: str
    title: str
    body: str
    kind: str = "notice"
    unit: str = "综合科"
    supporting: tuple[str, ...] = ()
    proposal: str = ""
    instruction: str = ""
    result: str = ""
    way: str = "instruct"
    urgency: str = ""
    secrecy: int = 0
    answer: bool = False
    copies: int = 1
    channel: str = "exchange"
    circulated: bool = False


LETTERS = (
    Letter("received", 0, 10, "安和市水利局", "安水发〔2026〕38号", "安和市水利局关于报送农村饮水安全巩固提升项目进展情况的通知",
           "为掌握项目进度，请各县汇总截至本月底的工程建设、资金支付和水质检测情况，填写附表，连同文字材料一并报送我局。", copies=2),
    Letter("received", 0, 8, "明川县青石镇人民政府", "青政发〔2026〕27号", "明川县青石镇人民政府关于解决卫生院急救通道用地的请示",
           "镇卫生院急救通道宽度不足，救护车进出困难。拟占用院东侧集体建设用地220平方米拓宽通道，当否，请批示。", kind="request", answer=True),
    Letter("check", 0, 6, "安和市应急管理局", "安应急明电〔2026〕9号", "安和市应急管理局关于做好低温雨雪天气防范应对工作的通知",
           "据气象部门预报，未来三天全市有一次低温雨雪过程。请加强值班值守，落实道路除冰、电力保障和困难群众救助措施。", unit="值班室", urgency="extra_urgent", channel="fax"),
    Letter("propose", 1, 8, "安和市人民政府办公室", "安政办发〔2026〕52号", "安和市人民政府办公室关于开展惠企政策落实情况督查的通知",
           "市政府办公室将对各县惠企政策兑现情况开展督查，重点查看资金拨付、事项办理和企业诉求答复。请做好自查，并报送自查报告。", unit="督查室", urgency="urgent"),
    Letter("instruct", 2, 12, "明川县水利局", "明水请〔2026〕14号", "明川县水利局关于东沟河堤防应急加固经费的请示",
           "东沟河青石镇段堤防出现两处渗漏，汛前须完成加固。经测算，需经费86万元，其中上级已补助40万元，申请县级配套46万元。妥否，请批示。",
           kind="request", unit="秘书科", supporting=("值班室",), answer=True,
           proposal="拟请秘书科牵头，值班室配合，会同县财政局核实46万元配套经费来源，5个工作日内提出意见报县长审定。"),
    Letter("handle", 6, 15, "安和市发展和改革委员会", "安发改发〔2026〕61号", "安和市发展和改革委员会关于申报明年重点项目的通知",
           "请各县围绕产业升级、基础设施和民生改善，筛选成熟度高的项目，逐项说明投资、用地、资金来源和开工时间，汇总后报送我委。",
           unit="综合科", supporting=("信息科",), proposal="拟请综合科牵头，信息科配合，汇总各部门拟申报项目，逐项核对用地和资金，形成申报清单送审。",
           instruction="同意。请综合科牵头，下周五前把清单报我。用地没有落实的项目不要报。"),
    Letter("handle", 13, 6, "安和市生态环境局", "安环函〔2026〕33号", "安和市生态环境局关于反馈东沟河断面水质异常情况的函",
           "近期监测显示，东沟河出境断面氨氮浓度连续两次超过控制指标。请组织排查沿线排污口，查明原因，采取措施，并将处理结果函复我局。",
           kind="letter", unit="督查室", urgency="urgent", answer=True,
           proposal="拟请督查室牵头，会同生态环境分局沿河逐个排查排污口，查明超标原因，形成处理结果和复函代拟稿。",
           instruction="情况要查实，不能拖。请督查室牵头，一周内报结果。"),
    Letter("complete", 5, 10, "安和市人民政府", "安政发〔2026〕18号", "安和市人民政府关于表扬全市粮食生产先进集体的通报",
           "经研究，决定对在粮食生产工作中成绩突出的单位予以通报表扬。希望受到表扬的单位再接再厉，不断取得新的成绩。",
           kind="circular", unit="信息科", way="read", proposal="阅件，拟请各位副县长传阅，阅后由信息科摘编工作动态。", circulated=True, copies=3),
    Letter("done", 15, 9, "明川县统计局", "明统报〔2026〕22号", "明川县统计局关于第三季度经济运行情况的报告",
           "前三季度，全县地区生产总值同比增长5.6%，规模以上工业增加值同比增长6.1%，固定资产投资同比增长4.2%。工业用电量回落，需引起重视。",
           kind="report", unit="综合科", proposal="拟请综合科牵头，结合工业用电回落情况，提出四季度稳增长的3条具体措施送审。",
           instruction="已阅。请综合科研究四季度稳增长措施。", result="已提出稳住工业用电大户、加快项目入库、开展消费促进3条措施，报县长审定后印发执行。"),
    Letter("done", 12, 7, "安和市档案局", "安档函〔2026〕11号", "安和市档案局关于开展机关档案工作检查的函",
           "定于近期对各县机关档案工作进行检查，请准备归档文件整理、电子档案移交和库房管理等材料。",
           kind="letter", unit="秘书科", way="assign", proposal="拟请秘书科主办，按检查内容备齐归档整理、电子移交、库房管理3项材料。",
           result="3项材料备齐，迎检完毕，未发现问题。", channel="mail"),
    Letter("returned", 4, 5, "明川县城关镇人民政府", "城政发〔2026〕19号", "明川县城关镇人民政府关于拨付办公设备购置经费的请示",
           "因办公电脑老化，拟购置电脑12台，需经费6.6万元，恳请县政府予以解决。当否，请批示。", kind="request"),
)  # fmt: skip
