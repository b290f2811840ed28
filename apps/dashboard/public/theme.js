// Before the first paint, so that a chosen theme never flashes. A file of its own: the server's policy allows no
// inline script.
try {
  const theme = localStorage.getItem('stockflow.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is blocked: the system's theme stays.
}
