"""Rooms and equipment, and for when they are taken."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from zhongshu.apps.org.models import Organ, Person


class Equipment(models.Model):
    """可借设备: pieces of one kind that can be booked, and how many there are."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="equipment", verbose_name="机关")
    name = models.CharField("名称", max_length=40)
    count = models.PositiveIntegerField("数量", default=1)
    keeper = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="kept_equipment", verbose_name="保管人"
    )
    retired_on = models.DateField("停用日期", null=True, blank=True)

    class Meta:
        verbose_name = "设备"
        ordering = ["organ", "name", "pk"]
        constraints = [models.UniqueConstraint(fields=["organ", "name"], name="coord_equipment_name")]

    def __str__(self) -> str:
        return self.name


class Room(models.Model):
    """会议室. ``built_in`` are the kinds of equipment that belong to it and need no booking."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="rooms", verbose_name="机关")
    name = models.CharField("名称", max_length=40)
    seats = models.PositiveIntegerField("座位数")
    place = models.CharField("位置", max_length=60, blank=True)
    built_in = models.ManyToManyField(Equipment, related_name="built_into", blank=True, verbose_name="固定设备")
    keeper = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="kept_rooms", verbose_name="管理人"
    )
    position = models.PositiveIntegerField("排序", default=0)
    retired_on = models.DateField("停用日期", null=True, blank=True)

    class Meta:
        verbose_name = "会议室"
        ordering = ["organ", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organ", "name"], name="coord_room_name"),
            models.CheckConstraint(condition=Q(seats__gt=0), name="coord_room_seats"),
        ]

    def __str__(self) -> str:
        return self.name


class Booking(models.Model):
    """预订: one room, or so many pieces of one equipment, from a time up to another.

    ``object_type`` and ``object_id`` name what it is for where that is a thing of the house (a meeting). No two standing
    bookings of a room overlap: the room's row is locked while one is made (``actions.booking``).
    """

    room = models.ForeignKey(
        Room, models.PROTECT, null=True, blank=True, related_name="bookings", verbose_name="会议室"
    )
    equipment = models.ForeignKey(
        Equipment, models.PROTECT, null=True, blank=True, related_name="bookings", verbose_name="设备"
    )
    quantity = models.PositiveIntegerField("数量", default=1)
    starts_at = models.DateTimeField("开始")
    ends_at = models.DateTimeField("结束")
    purpose = models.CharField("用途", max_length=120)
    private = models.BooleanField("用途不公开", default=False)
    object_type = models.CharField("对象类别", max_length=60, blank=True)
    object_id = models.BigIntegerField("对象编号", null=True, blank=True)
    booked_by = models.ForeignKey(Person, models.PROTECT, related_name="bookings", verbose_name="预订人")
    booked_at = models.DateTimeField("预订时间")
    released_at = models.DateTimeField("退订时间", null=True, blank=True)
    released_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    release_reason = models.CharField("退订原因", max_length=120, blank=True)

    class Meta:
        verbose_name = "预订"
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="coord_booking_period"),
            models.CheckConstraint(
                condition=Q(room__isnull=False, equipment__isnull=True, quantity=1)
                | Q(room__isnull=True, equipment__isnull=False, quantity__gt=0),
                name="coord_booking_of_one",
            ),
        ]
        indexes = [
            models.Index(fields=["room", "ends_at"], condition=Q(released_at__isnull=True), name="coord_booking_room"),
            models.Index(
                fields=["equipment", "ends_at"], condition=Q(released_at__isnull=True), name="coord_booking_equipment"
            ),
            models.Index(fields=["object_type", "object_id"], name="coord_booking_about"),
        ]

    def __str__(self) -> str:
        return f"{self.what}{span_in_words(self.starts_at, self.ends_at)}"

    @property
    def what(self) -> str:
        if self.room is not None:
            return self.room.name
        return f"{self.equipment}{self.quantity}件" if self.quantity > 1 else str(self.equipment)


def span_in_words(starts_at: datetime, ends_at: datetime) -> str:
    """3月2日9:00—11:30 in the office's time; the second day only when it is another."""
    from django.utils import timezone

    start, end = timezone.localtime(starts_at), timezone.localtime(ends_at)
    until = f"{end:%-H:%M}" if start.date() == end.date() else f"{end:%-m月%-d日%-H:%M}"
    return f"{start:%-m月%-d日%-H:%M}—{until}"
