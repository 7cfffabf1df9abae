// Histogram, range slider, brush and play on one axis. Python sends counts; this sends dates back.
const DAY = 86400000;
const DASH = "\u2013";
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WAIT_MS = 1500;
const panels = new WeakMap();

const toDay = (iso) => Math.round(Date.parse(iso + "T00:00:00Z") / DAY);
const toIso = (day) => new Date(day * DAY).toISOString().slice(0, 10);
const clamp = (value, low, high) => Math.max(low, Math.min(high, value));

function words(day, short) {
  const date = new Date(day * DAY), month = MONTHS[date.getUTCMonth()];
  return short ? `${date.getUTCDate()} ${month}` : `${date.getUTCDate()} ${month} ${date.getUTCFullYear()}`;
}

class Timeline {
  constructor(root, send) {
    this.root = root;
    this.send = send;
    this.find = (name) => root.querySelector(`[data-part="${name}"]`);
    this.canvas = this.find("bars");
    this.context = this.canvas.getContext("2d");
    this.handles = [this.find("since"), this.find("until")];
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
    if (first) {
      this.speed = data.speed;
      this.saySpeed();
      this.find("lock").setAttribute("aria-pressed", String(data.locked));
    }
    if (first || (!this.drag && !this.queued && !this.timer)) {
      this.since = clamp(toDay(data.since), this.first, this.last);
      this.until = clamp(toDay(data.until), this.since, this.last);
    }
    this.waiting = 0;
    if (this.queued) this.flush();
    if (this.playing) this.schedule();
    this.paint();
  }

  // One move is under way at a time: what is dragged meanwhile waits, and only its last state goes.
  change(since, until, now) {
    this.since = clamp(Math.round(since), this.first, this.last);
    this.until = clamp(Math.round(until), this.since, this.last);
    this.queued = true;
    if (now || !this.waiting || Date.now() - this.waiting > WAIT_MS) this.flush();
    this.paint();
  }

  flush() {
    this.queued = false;
    this.waiting = Date.now();
    this.send({ since: toIso(this.since), until: toIso(this.until), locked: this.locked(), speed: this.speed });
  }

  x(day) {
    return ((day - this.first) / (this.last - this.first + 1)) * this.width;
  }

  dayAt(clientX) {
    const box = this.canvas.getBoundingClientRect();
    const share = (clientX - box.left) / box.width;
    return clamp(Math.floor(this.first + share * (this.last - this.first + 1)), this.first, this.last);
  }

  saySpeed() {
    this.find("speed").textContent = `${this.speed}\u00d7`;
    this.find("speed").setAttribute("aria-label", `Speed: ${this.speed} steps a second`);
  }

  unitDays() {
    return { day: 1, week: 7, month: 30 }[this.data.unit];
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
    this.canvas.addEventListener("dblclick", () => this.change(this.first, this.last, true));
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

  bin(day) {
    const { starts } = this.data;
    let low = 0, high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.first + starts[middle] <= day) low = middle;
      else high = middle - 1;
    }
    const end = low + 1 < starts.length ? this.first + starts[low + 1] - 1 : this.last;
    return { index: low, start: Math.max(this.first, this.first + starts[low]), end };
  }

  hover(event) {
    const day = this.dayAt(event.clientX), bin = this.bin(day), tip = this.find("tip");
    const parts = this.data.families
      .map((family) => [family.counts[bin.index], family.label])
      .filter(([count]) => count > 0);
    const total = parts.reduce((sum, [count]) => sum + count, 0);
    const days = bin.start === bin.end ? words(bin.start) : `${words(bin.start, true)} ${DASH} ${words(bin.end)}`;
    tip.textContent = `${days}: ${total} ${total === 1 ? "event" : "events"}` +
      (parts.length ? " (" + parts.map(([count, label]) => `${label} ${count}`).join(", ") + ")" : "");
    tip.hidden = false;
    const box = this.canvas.getBoundingClientRect(), left = event.clientX - box.left - tip.offsetWidth / 2;
    tip.style.left = `${clamp(left, 0, Math.max(0, box.width - tip.offsetWidth))}px`;
  }

  paint() {
    if (!this.data) return;
    const axis = this.find("axis"), ratio = window.devicePixelRatio || 1;
    this.width = axis.clientWidth;
    this.height = axis.clientHeight;
    if (!this.width) return;
    this.canvas.width = this.width * ratio;
    this.canvas.height = this.height * ratio;
    const ctx = this.context, style = getComputedStyle(this.find("root")), floor = this.height - 20;
    const ink = style.getPropertyValue("--ink"), faint = style.getPropertyValue("--faint");
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.fillStyle = style.getPropertyValue("--wash");
    ctx.fillRect(this.x(this.since), 0, this.x(this.until + 1) - this.x(this.since), floor);
    const { starts, families } = this.data, totals = starts.map((_, i) =>
      families.reduce((sum, family) => sum + family.counts[i], 0));
    const most = Math.max(1, ...totals), dark = this.data.theme === "dark";
    starts.forEach((start, i) => {
      if (!totals[i]) return;
      const from = this.first + start, to = i + 1 < starts.length ? this.first + starts[i + 1] : this.last + 1;
      const left = this.x(Math.max(from, this.first)), wide = Math.max(1, this.x(to) - left - (this.x(to) - left > 3 ? 1 : 0));
      const inside = to - 1 >= this.since && from <= this.until;
      let y = floor;
      for (const family of families) {
        const high = (family.counts[i] / most) * (floor - 6);
        if (!high) continue;
        ctx.globalAlpha = inside ? 1 : 0.28;
        ctx.fillStyle = dark ? family.dark : family.light;
        ctx.fillRect(left, y - high, wide, Math.max(high, 0.8));
        y -= high;
      }
    });
    ctx.globalAlpha = 1;
    ctx.fillStyle = faint;
    ctx.fillRect(0, floor, this.width, 1);
    this.paintTicks(ctx, floor, ink, faint);
    this.placeHandles();
    this.say(totals);
  }

  paintTicks(ctx, floor, ink, faint) {
    const span = this.last - this.first + 1, date = new Date(this.first * DAY);
    ctx.font = "11px " + getComputedStyle(this.root.querySelector("[data-part=root]")).fontFamily;
    ctx.fillStyle = ink;
    ctx.textBaseline = "top";
    let edge = -Infinity;
    const write = (day, text) => {
      const x = this.x(day), width = ctx.measureText(text).width;
      if (x < edge + 8 || x + width > this.width) return;
      ctx.fillRect(x, floor, 1, 4);
      ctx.fillText(text, x + 3, floor + 5);
      edge = x + width;
    };
    if (span <= 45) {
      for (let day = this.first; day <= this.last; day++) write(day, words(day, true));
      return;
    }
    let year = date.getUTCFullYear(), month = date.getUTCMonth(), shown = null;
    for (let i = 0; i < 2400; i++) {
      const day = Math.round(Date.UTC(year, month, 1) / DAY);
      if (day > this.last) break;
      if (day >= this.first && (span < 1500 || month === 0)) {
        write(day, span >= 1500 ? String(year) : shown === year ? MONTHS[month] : `${MONTHS[month]} ${year}`);
        shown = year;
      }
      month += 1;
      if (month === 12) [year, month] = [year + 1, 0];
    }
  }

  placeHandles() {
    const days = [this.since, this.until], edges = [this.x(this.since), this.x(this.until + 1)];
    this.handles.forEach((handle, index) => {
      handle.style.left = `${edges[index]}px`;
      handle.setAttribute("aria-valuemin", index === 0 ? 0 : this.since - this.first);
      handle.setAttribute("aria-valuemax", index === 0 ? this.until - this.first : this.last - this.first);
      handle.setAttribute("aria-valuenow", days[index] - this.first);
      handle.setAttribute("aria-valuetext", words(days[index]));
    });
  }

  say(totals) {
    const days = this.until - this.since + 1, one = this.since === this.until;
    this.find("range").textContent = one ? words(this.since) : `${words(this.since)} ${DASH} ${words(this.until)}`;
    const { beyond } = this.data, more = beyond ? `; ${beyond} ${beyond === 1 ? "event" : "events"} outside` : "";
    this.find("days").textContent = `${days} ${days === 1 ? "day" : "days"}, by ${this.data.unit}${more}`;
    const play = this.find("play");
    play.dataset.playing = String(this.playing);
    play.setAttribute("aria-label", this.playing ? "Pause" : "Play");
    const most = Math.max(0, ...totals);
    this.canvas.setAttribute("aria-label", `Events by ${this.data.unit}; at most ${most} in one ${this.data.unit}`);
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
