"""Forms of the frame itself."""

from urllib.parse import urlsplit

from django import forms


class SavedViewForm(forms.Form):
    """A name for the filters of a list; ``address`` is the list's own address with its query."""

    name = forms.CharField(label="名称", max_length=30)
    address = forms.CharField(max_length=600, widget=forms.HiddenInput)

    def clean_address(self) -> tuple[str, str]:
        """(path, query) of a page of this site."""
        parts = urlsplit(self.cleaned_data["address"])
        if parts.scheme or parts.netloc or not parts.path.startswith("/") or len(parts.query) > 500:
            raise forms.ValidationError("这个列表不能存为常用筛选。")
        return parts.path, parts.query
