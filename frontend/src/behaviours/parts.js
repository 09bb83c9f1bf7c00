// Alpine parts for forms. The CSP build takes no expressions beyond names, so each part is small and named here.

// <form x-data="choice"><input type="radio" name="move" value="return_to" x-on:change="pick">
//   <div x-bind="when" data-when="return_to send">…</div></form>
// Shows what belongs to the chosen radio or option; fields out of sight are disabled and so not sent.
export function choice() {
  return {
    chosen: "",
    init() {
      const now = this.$root.querySelector("input[type=radio]:checked, select[data-choice]");
      this.chosen = now?.value ?? "";
    },
    pick(event) {
      this.chosen = event.target.value;
    },
    when: {
      ["x-effect"]() {
        const shown = this.$el.dataset.when.split(" ").includes(this.chosen);
        this.$el.hidden = !shown;
        if ("disabled" in this.$el) this.$el.disabled = !shown;
      },
    },
  };
}

// <div x-data="disclosure"><button x-bind="button">更多</button><div x-bind="body">…</div></div>
export function disclosure() {
  return {
    open: false,
    button: {
      ["x-on:click"]() {
        this.open = !this.open;
      },
      ["x-bind:aria-expanded"]() {
        return String(this.open);
      },
    },
    body: {
      ["x-show"]() {
        return this.open;
      },
    },
  };
}
