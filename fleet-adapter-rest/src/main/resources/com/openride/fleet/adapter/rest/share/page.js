"use strict";
// Renews the page in place and draws where the car is. Without it the page renews itself as a whole, in text alone.
(() => {
  const EVERY = 5000;
  const [WIDTH, HEIGHT, EDGE] = [400, 300, 40];
  const LEAST_DEGREES = 0.004;
  const METERS_PER_DEGREE = 111195;
  const map = document.getElementById("map");
  const link = document.getElementById("link");
  const trail = [];

  function element(name, attributes, text) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    made.textContent = text || "";
    map.append(made);
  }

  function projection(points) {
    const latitudes = points.map((point) => point.latitude);
    const longitudes = points.map((point) => point.longitude);
    const middle = [(Math.min(...latitudes) + Math.max(...latitudes)) / 2, (Math.min(...longitudes) + Math.max(...longitudes)) / 2];
    const shrink = Math.cos((middle[0] * Math.PI) / 180);
    const high = Math.max(LEAST_DEGREES, Math.max(...latitudes) - Math.min(...latitudes));
    const wide = Math.max(LEAST_DEGREES, (Math.max(...longitudes) - Math.min(...longitudes)) * shrink);
    const scale = Math.min((WIDTH - 2 * EDGE) / wide, (HEIGHT - 2 * EDGE) / high);
    const place = (point) => [
      WIDTH / 2 + (point.longitude - middle[1]) * shrink * scale,
      HEIGHT / 2 - (point.latitude - middle[0]) * scale,
    ];
    return { place, pixelsPerMeter: scale / METERS_PER_DEGREE };
  }

  function path(points, place) {
    return points.map((point) => place(point).map((value) => value.toFixed(1)).join(",")).join(" ");
  }

  function scaleBar(pixelsPerMeter) {
    const lengths = [50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000, 200000, 500000];
    const meters = lengths.filter((length) => length * pixelsPerMeter <= 110).pop() || lengths[0];
    const end = 12 + meters * pixelsPerMeter;
    element("path", { class: "scale", d: `M12 284v6H${end.toFixed(1)}v-6` });
    element("text", { x: 12, y: 278 }, meters < 1000 ? `${meters} m` : `${meters / 1000} km`);
  }

  function mark(name, point, place) {
    const [x, y] = place(point);
    const attributes = name === "pickup" ? { cx: x, cy: y, r: 6 } : { x: x - 6, y: y - 6, width: 12, height: 12 };
    element(name === "pickup" ? "circle" : "rect", { class: name, ...attributes });
    const left = x > WIDTH / 2;
    element("text", { x: x + (left ? -11 : 11), y: y + 4, "text-anchor": left ? "end" : "start" }, name === "pickup" ? "Pickup" : "Drop-off");
  }

  function draw(trip) {
    const car = trip.position;
    const last = trail[trail.length - 1];
    if (car && (!last || last.timestamp !== car.timestamp)) {
      trail.push(car);
    }
    map.replaceChildren();
    map.toggleAttribute("hidden", !car);
    if (!car) {
      return;
    }
    const { place, pixelsPerMeter } = projection([trip.pickup, trip.dropoff, ...trail]);
    const target = trip.stage === "ABOARD" ? trip.dropoff : trip.pickup;
    element("polyline", { class: "way", points: path([car, target], place) });
    element("polyline", { class: "trail", points: path(trail, place) });
    mark("pickup", trip.pickup, place);
    mark("dropoff", trip.dropoff, place);
    const [x, y] = place(car);
    const turn = `translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${car.bearing || 0})`;
    const shape = car.bearing === null ? "M0-8a8 8 0 1 0 .1 0z" : "M0-13 8 9 0 4-8 9z";
    element("path", { class: "car", transform: turn, d: shape });
    scaleBar(pixelsPerMeter);
  }

  function show() {
    const main = document.getElementById("trip");
    main.querySelectorAll("time").forEach((time) => {
      time.textContent = new Date(time.dateTime).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    });
    if (main.dataset.trip) {
      draw(JSON.parse(main.dataset.trip));
    } else {
      map.toggleAttribute("hidden", true);
    }
    return main.dataset.trip;
  }

  async function renew() {
    try {
      const answer = await fetch(`${location.pathname}?again=true`, { cache: "no-store" });
      if (answer.status !== 200 && answer.status !== 404) {
        throw new Error(answer.statusText);
      }
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      document.title = fresh.title;
      document.getElementById("trip").replaceWith(document.adoptNode(fresh.getElementById("trip")));
      link.hidden = true;
      if (show()) {
        setTimeout(renew, EVERY);
      }
    } catch (failure) {
      link.textContent = "No connection. This is how it stood; trying again.";
      link.hidden = false;
      setTimeout(renew, EVERY);
    }
  }

  if (show()) {
    setTimeout(renew, EVERY);
  }
})();
