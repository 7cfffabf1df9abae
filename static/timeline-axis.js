// The axis of the timeline: bars, ticks, the chosen range and its handles, drawn from what Python sent.
const DAY = 86400000;
const DASH = "\u2013";
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export const toDay = (iso) => Math.round(Date.parse(iso + "T00:00:00Z") / DAY);
export const toIso = (day) => new Date(day * DAY).toISOString().slice(0, 10);
export const clamp = (value, low, high) => Math.max(low, Math.min(high, value));

function words(day, short) {
  const date = new Date(day * DAY), month = MONTHS[date.getUTCMonth()];
  return short ? `${date.getUTCDate()} ${month}` : `${date.getUTCDate()} ${month} ${date.getUTCFullYear()}`;
}

export class Axis {
  constructor(root) {
    this.root = root;
    this.find = (name) => root.querySelector(`[data-part="${name}"]`);
    this.canvas = this.find("bars");
    this.context = this.canvas.getContext("2d");
    this.handles = [this.find("since"), this.find("until")];
  }

  x(day) {
    return ((day - this.first) / (this.last - this.first + 1)) * this.width;
  }

  dayAt(clientX) {
    const box = this.canvas.getBoundingClientRect();
    const share = (clientX - box.left) / box.width;
    return clamp(Math.floor(this.first + share * (this.last - this.first + 1)), this.first, this.last);
  }

  unitDays() {
    return { day: 1, week: 7, month: 30 }[this.data.unit];
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
    const { beyond } = this.data, more = beyond ? `; ${beyond} ${beyond === 1 ? "event" : "events"} off the axis` : "";
    this.find("days").textContent = `${days} ${days === 1 ? "day" : "days"}, by ${this.data.unit}${more}`;
    const play = this.find("play");
    play.dataset.playing = String(this.playing);
    play.setAttribute("aria-label", this.playing ? "Pause" : "Play");
    const most = Math.max(0, ...totals);
    this.canvas.setAttribute("aria-label", `Events by ${this.data.unit}; at most ${most} in one ${this.data.unit}`);
  }
}
