"""What the measures stand on: the demo county in an empty home, and people of it by what they do."""

from random import Random

from zhongshu.apps.demo.county import County, build_county
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Duty, Person
from zhongshu.config.installation import prepare_database

#: The same figures come of the same data on every run.
SEED = 20261121

OPENINGS = ["关于加强", "关于做好", "关于推进", "关于调整", "关于开展", "关于规范", "关于进一步明确", "关于印发"]
MATTERS = [
    "森林草原防火", "冬春农田水利建设", "义务教育阶段招生", "政务服务窗口值守", "城乡居民医疗保险缴费", "道路交通安全整治",
    "粮食收购资金保障", "老旧小区改造", "河道采砂管理", "危房排查", "惠民惠农补贴发放", "重点项目用地报批", "农村饮水安全",
    "乡镇财政预算编制", "学校食堂食品安全", "防汛物资储备", "秸秆综合利用", "公共机构节能", "档案数字化", "行政执法监督",
]  # fmt: skip
SENTENCES = [
    "各乡镇人民政府、县政府有关部门要明确专人负责，按时报送进展情况。",
    "县财政局要统筹安排资金，确保专款专用，不得截留挪用。",
    "对工作推进不力、造成不良影响的，由县政府督查室予以通报。",
    "请于每月5日前将上月工作情况书面报县政府办公室综合科。",
    "要坚持问题导向，逐项建立台账，明确责任单位和完成时限。",
    "县发展改革局负责牵头协调，县农业农村局、县自然资源局按职责配合。",
    "各单位主要负责同志要亲自部署，分管负责同志要具体抓落实。",
    "对群众反映强烈的突出问题，要在三个工作日内作出答复。",
]


def prepared(*, small: bool = False) -> County:
    """The county in the home of this process."""
    prepare_database()
    return build_county(lambda _line: None, small=small)


def title(random: Random) -> str:
    """A title such as an office writes."""
    return f"{random.choice(OPENINGS)}{random.choice(MATTERS)}工作的通知"


def body(random: Random, characters: int) -> str:
    """A body of about this many characters on one matter, one paragraph a line."""
    matter = random.choice(MATTERS)
    lines: list[str] = []
    length = 0
    while length < characters:
        line = f"{matter}事关全局。" + "".join(random.sample(SENTENCES, 4))
        lines.append(line)
        length += len(line)
    return "\n".join(lines)


def drafters() -> list[Person]:
    """Everybody in the county who drafts papers."""
    people = Person.objects.filter(left_on__isnull=True).select_related("organ")
    return [person for person in people if Duty.DRAFTER in org.duties_of(person)]
