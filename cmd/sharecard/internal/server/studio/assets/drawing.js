// What the views of one card have in common: one drawing is asked for at a time,
// the latest, and a fault stands over the last good picture.

// drawing returns draw and stop for a view; trouble is where faults are told.
// draw calls work with a signal that ends when something else is drawn. It
// resolves to false where that has happened.
export function drawing(view, trouble) {
  let asking = new AbortController();
  return {
    async draw(work) {
      asking.abort();
      asking = new AbortController();
      try {
        await work(asking.signal);
        trouble.hidden = true;
        view.dataset.drawn = String(Number(view.dataset.drawn ?? 0) + 1);
      } catch (error) {
        if (error.name === "AbortError") return false;
        trouble.textContent = error.message;
        trouble.hidden = false;
      }
      return true;
    },
    stop() { asking.abort(); },
  };
}
