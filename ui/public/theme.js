// Runs before the first paint, so that a window with a chosen theme never
// flashes the other one. The app itself keeps the remembered value current.
try {
  const theme = localStorage.getItem("hookwright.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be forbidden; then the system's theme holds.
}
