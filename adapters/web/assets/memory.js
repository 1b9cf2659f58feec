/** What the page remembers in this browser. */
export const remembered = (key) => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};
export const remember = (key, value) => {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Private windows have no storage: the page works, it only forgets.
  }
};
