// What a finger means that begins near something that can be dragged: to scroll, or to take hold.

const SLOP = 8; // px for which it may mean both
const REST = 180; // ms after which a finger that has stayed where it is takes hold

// When a finger came and moved, its events say: a page that is slow hears of them late.
export const begin = ({ clientX, clientY, pointerType, timeStamp }) => ({
  clientX,
  clientY,
  since: timeStamp,
  isDecided: pointerType !== "touch",
});

// "wait", "hold" or "scroll".  A finger that goes up or down scrolls the page, as everywhere; where
// the thing moves up and down, too, it is taken hold of by resting on it.
export const meaning = (touch, { clientX, clientY, timeStamp }, movesUp) => {
  if (touch.isDecided) return "hold";
  const across = Math.abs(clientX - touch.clientX),
    up = Math.abs(clientY - touch.clientY);
  const hasRested = movesUp && timeStamp - touch.since >= REST;
  if (Math.max(across, up) < SLOP) return "wait";
  if (across <= up && !hasRested) return "scroll";
  touch.isDecided = true;
  return "hold";
};
