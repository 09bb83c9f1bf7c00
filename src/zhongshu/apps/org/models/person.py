"""People, the posts they hold and the duties that come with a post."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from zhongshu.apps.org.models.body import Organ, Unit


class Duty(models.TextChoices):
    """What a post may do (domain §1)."""

    DRAFTER = "drafter", "拟稿人"
    VETTER = "vetter", "核稿人"
    SECTION_HEAD = "section_head", "科室负责人"
    DIRECTOR = "director", "办公室主任"
    DEPUTY_DIRECTOR = "deputy_director", "办公室副主任"
    PRINCIPAL_LEADER = "principal_leader", "主要领导"
    DEPUTY_LEADER = "deputy_leader", "分管领导"
    CLERK = "clerk", "文书"
    CONFIDENTIAL_OFFICER = "confidential_officer", "机要员"
    SEAL_KEEPER = "seal_keeper", "印章管理员"
    SUPERVISION_OFFICER = "supervision_officer", "督查员"
    INFORMATION_OFFICER = "information_officer", "信息员"
    ARCHIVIST = "archivist", "档案员"
    DUTY_OFFICER = "duty_officer", "值班员"


class Person(models.Model):
    """A member of an organ's staff. The account is separate and may be missing."""

    class Employment(models.TextChoices):
        CIVIL = "civil", "行政编制"
        INSTITUTION = "institution", "事业编制"
        CONTRACT = "contract", "聘用"

    class Clearance(models.IntegerChoices):
        """The highest level a person may be let know."""

        PUBLIC = 0, "公开"
        INTERNAL = 1, "内部"
        CONFIDENTIAL = 2, "秘密"
        SECRET = 3, "机密"
        TOP_SECRET = 4, "绝密"

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="person", verbose_name="账号"
    )
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="people", verbose_name="机关")
    name = models.CharField("姓名", max_length=40)
    initials = models.CharField("拼音首字母", max_length=40, blank=True, db_index=True)
    rank = models.PositiveIntegerField("排序", default=1000, help_text="数字小的在前，按本单位排名")
    employment = models.CharField("编制", max_length=12, choices=Employment.choices, default=Employment.CIVIL)
    party_member = models.BooleanField("中共党员", default=False)
    clearance = models.PositiveSmallIntegerField("知悉等级", choices=Clearance.choices, default=Clearance.INTERNAL)
    mobile = models.CharField("手机", max_length=20, blank=True)
    left_on = models.DateField("离岗日期", null=True, blank=True)

    class Meta:
        verbose_name = "人员"
        ordering = ["rank", "pk"]
        indexes = [models.Index(fields=["organ", "rank"], name="org_person_rank")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("org:person", args=[self.pk])


class Post(models.Model):
    """岗位: a place in a unit held by one person for a period; one of a person's posts is the main one."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="posts", verbose_name="任职人")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts", verbose_name="内设机构")
    title = models.CharField("职务", max_length=60)
    is_main = models.BooleanField("主要岗位", default=True)
    started_on = models.DateField("任职日期")
    ended_on = models.DateField("免职日期", null=True, blank=True)

    class Meta:
        verbose_name = "岗位"
        ordering = ["-is_main", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(is_main=True, ended_on__isnull=True), name="org_one_main_post"
            )
        ]

    def __str__(self) -> str:
        return f"{self.place}{self.title}"

    @property
    def place(self) -> str:
        """The unit as it is said with a title: 综合科 科长 and 办公室 主任, but a 县长 of 县领导 is 县长 alone."""
        name = self.unit.name
        if not name.endswith("领导"):
            return name
        office = name.removesuffix("领导")
        return office if len(office) > 1 else ""


class PostDuty(models.Model):
    """One duty of one post."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="post_duties")
    duty = models.CharField("职责", max_length=24, choices=Duty.choices)

    class Meta:
        verbose_name = "岗位职责"
        constraints = [models.UniqueConstraint(fields=["post", "duty"], name="org_post_duty")]
        indexes = [models.Index(fields=["duty", "post"], name="org_duty_post")]

    def __str__(self) -> str:
        return self.get_duty_display()


class Portfolio(models.Model):
    """分管: a leader's charge over a unit, an organ or a field."""

    leader = models.ForeignKey(Person, models.PROTECT, related_name="portfolios", verbose_name="领导")
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="portfolios", verbose_name="内设机构"
    )
    organ = models.ForeignKey(
        Organ, models.PROTECT, null=True, blank=True, related_name="portfolios", verbose_name="机关"
    )
    field = models.CharField("领域", max_length=60, blank=True)

    class Meta:
        verbose_name = "分管"
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=False) | Q(organ__isnull=False) | ~Q(field=""),
                name="org_portfolio_of_something",
            ),
            models.UniqueConstraint(fields=["unit"], condition=Q(unit__isnull=False), name="org_unit_one_leader"),
        ]

    def __str__(self) -> str:
        return f"{self.leader} 分管 {self.unit or self.organ or self.field}"


class Administrator(models.Model):
    """三员分立: the table's shape (one row a person) makes holding two roles impossible."""

    class Role(models.TextChoices):
        SYSTEM = "system", "系统管理员"
        SECURITY = "security", "安全保密管理员"
        AUDIT = "audit", "安全审计员"

    person = models.OneToOneField(Person, models.PROTECT, related_name="administrator", verbose_name="人员")
    role = models.CharField("角色", max_length=10, choices=Role.choices)

    class Meta:
        verbose_name = "管理员"

    def __str__(self) -> str:
        return f"{self.person}（{self.get_role_display()}）"
