// Histogram, range slider, brush and play on one axis. Python sends counts; this sends dates back.
// The stamp of this file's address covers its other part too: no browser mixes an old one with a new.
const { Axis, clamp, toDay, toIso } = await import(new URL("timeline-axis.js" + new URL(import.meta.url).search, import.meta.url));

const WAIT_MS = 1500;
const panels = new WeakMap();

class Timeline extends Axis {
  constructor(root, send) {
    super(root);
    this.send = send;
    this.drag = null;
    this.waiting = 0;
    this.playing = false;
    this.listen();
    new ResizeObserver(() => this.paint()).observe(this.find("axis"));
  }

  update(data) {
    const first = !this.data || this.data.first !== data.first || this.data.last !== data.last;
    this.data = data;
    this.first = toDay(data.first);
    this.last = toDay(data.last);
    if (first || (!this.drag && !this.queued && !this.timer && !this.isOverdue(data))) {
      this.speed = data.speed;
      this.saySpeed();
      this.find("lock").setAttribute("aria-pressed", String(data.locked));
      this.since = clamp(toDay(data.since), this.first, this.last);
      this.until = clamp(toDay(data.until), this.since, this.last);
    }
    this.waiting = 0;
    if (this.queued) this.flush();
    if (this.playing) this.schedule();
    this.paint();
  }

  // Whether an answer is one to an earlier move than the last that was sent.
  isOverdue(data) {
    const { sent } = this;
    if (!sent) return false;
    const late = Date.now() - this.sentAt > 2 * WAIT_MS;
    if (late || Object.keys(sent).every((name) => sent[name] === data[name])) this.sent = null;
    return Boolean(this.sent);
  }

  // One move is under way at a time: what is dragged meanwhile waits, and only its last state goes.
  // A move that changes nothing is not answered: what waits for it goes after a while all the same.
  change(since, until, now) {
    this.since = clamp(Math.round(since), this.first, this.last);
    this.until = clamp(Math.round(until), this.since, this.last);
    this.queued = true;
    const left = this.waiting ? this.waiting + WAIT_MS - Date.now() : 0;
    clearTimeout(this.late);
    if (now || left <= 0) this.flush();
    else this.late = setTimeout(() => this.queued && this.flush(), left);
    this.paint();
  }

  flush() {
    clearTimeout(this.late);
    this.queued = false;
    this.waiting = this.sentAt = Date.now();
    this.sent = { since: toIso(this.since), until: toIso(this.until), locked: this.locked(), speed: this.speed };
    this.send(this.sent);
  }

  saySpeed() {
    this.find("speed").textContent = `${this.speed}\u00d7`;
    this.find("speed").setAttribute("aria-label", `Speed: ${this.speed} steps a second`);
  }

  listen() {
    this.canvas.addEventListener("pointerdown", (event) => {
      const day = this.dayAt(event.clientX), whole = this.since === this.first && this.until === this.last;
      const inside = day >= this.since && day <= this.until && !whole;
      this.drag = { from: day, inside, since: this.since, until: this.until, moved: false };
      this.canvas.setPointerCapture(event.pointerId);
      this.stop();
    });
    this.canvas.addEventListener("pointermove", (event) => {
      if (!this.drag) return this.hover(event);
      const day = this.dayAt(event.clientX), by = day - this.drag.from;
      if (by) this.drag.moved = true;
      if (!this.drag.moved) return;
      if (this.drag.inside) this.shift(this.drag.since, this.drag.until, by);
      else this.change(Math.min(this.drag.from, day), Math.max(this.drag.from, day));
    });
    const drop = (event) => {
      const drag = this.drag;
      this.drag = null;
      if (!drag) return;
      if (!drag.moved && event.type === "pointerup") {
        const bin = this.bin(drag.from);
        this.change(bin.start, bin.end, true);
      } else if (this.queued) this.flush();
    };
    this.canvas.addEventListener("pointerup", drop);
    this.canvas.addEventListener("pointercancel", drop);
    // On the axis, since the second click may meet a handle that the first one brought there.
    this.find("axis").addEventListener("dblclick", () => this.change(this.first, this.last, true));
    this.canvas.addEventListener("pointerleave", () => (this.find("tip").hidden = true));
    this.handles.forEach((handle, index) => this.listenHandle(handle, index));
    const press = (name, action) => this.find(name).addEventListener("click", action);
    press("play", () => (this.playing ? this.stop() : this.start()));
    press("back", () => (this.stop(), this.step(-1)));
    press("forward", () => (this.stop(), this.step(1)));
    press("week", () => (this.stop(), this.change(this.last - 6, this.last, true)));
    press("month", () => (this.stop(), this.change(this.last - 29, this.last, true)));
    press("all", () => (this.stop(), this.change(this.first, this.last, true)));
    press("lock", () => {
      const on = this.find("lock").getAttribute("aria-pressed") !== "true";
      this.find("lock").setAttribute("aria-pressed", String(on));
      this.flush();
    });
    press("speed", () => {
      this.speed = { 1: 2, 2: 4, 4: 8, 8: 1 }[this.speed];
      this.saySpeed();
      this.flush();
    });
  }

  listenHandle(handle, index) {
    const set = (day, now) => {
      if (index === 0) this.change(Math.min(day, this.until), this.until, now);
      else this.change(this.since, Math.max(day, this.since), now);
    };
    handle.addEventListener("pointerdown", (event) => {
      this.stop();
      this.drag = { handle: true };
      handle.setPointerCapture(event.pointerId);
      event.stopPropagation();
    });
    handle.addEventListener("pointermove", (event) => this.drag && this.drag.handle && set(this.dayAt(event.clientX)));
    const drop = () => {
      if (!this.drag) return;
      this.drag = null;
      if (this.queued) this.flush();
    };
    handle.addEventListener("pointerup", drop);
    handle.addEventListener("pointercancel", drop);
    handle.addEventListener("keydown", (event) => {
      const day = index === 0 ? this.since : this.until, far = event.shiftKey ? this.unitDays() : 1;
      const to = {
        ArrowLeft: day - far, ArrowDown: day - far, ArrowRight: day + far, ArrowUp: day + far,
        PageDown: day - 30, PageUp: day + 30, Home: this.first, End: this.last,
      }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      this.stop();
      set(clamp(to, this.first, this.last));
    });
  }

  shift(since, until, by) {
    const move = clamp(by, this.first - since, this.last - until);
    this.change(since + move, until + move);
  }

  locked() {
    return this.find("lock").getAttribute("aria-pressed") === "true";
  }

  step(direction) {
    const days = this.unitDays() * direction;
    if (this.locked()) return this.change(this.since, clamp(this.until + days, this.since, this.last), true);
    if (this.since === this.first && this.until === this.last) {
      const length = this.unitDays() - 1;
      if (direction > 0) return this.change(this.first, this.first + length, true);
      return this.change(this.last - length, this.last, true);
    }
    this.shift(this.since, this.until, days);
    this.flush();
  }

  start() {
    if (this.until >= this.last) {
      const length = this.since === this.first ? this.unitDays() * 7 : this.until - this.since + 1;
      const until = this.locked() ? this.since : this.first + length - 1;
      this.change(this.locked() ? this.since : this.first, until, true);
    }
    this.playing = true;
    this.schedule();
    this.paint();
  }

  stop() {
    this.playing = false;
    clearTimeout(this.timer);
    this.timer = null;
    this.paint();
  }

  // The next step waits for the answer to the last one, so a slow server is never flooded.
  schedule() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = null;
      if (!this.playing) return;
      if (this.until >= this.last) return this.stop();
      this.step(1);
    }, 1000 / this.speed);
  }
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  if (!data) return;
  let panel = panels.get(parentElement);
  if (!panel) {
    panel = new Timeline(parentElement, (range) => panel.tell(range));
    panels.set(parentElement, panel);
  }
  panel.tell = (range) => setTriggerValue("range", range);
  panel.update(data);
}
