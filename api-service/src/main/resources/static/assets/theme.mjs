// Light, dark or as the system is: at once by the choice in the head of the page, from the next page on by the cookie
// that the service reads.

const choice = document.getElementById('theme');
const YEAR = 31536000;

const remembered = () => /(?:^|; )theme=(light|dark)/.exec(document.cookie)?.[1] ?? '';

function show(theme) {
  choice.value = theme;
  document.querySelector('meta[name="color-scheme"]').content = theme || 'light dark';
  if (theme) {
    document.documentElement.dataset.theme = theme;
  } else {
    delete document.documentElement.dataset.theme;
  }
}

choice.addEventListener('change', () => {
  document.cookie = `theme=${choice.value}; path=/; max-age=${choice.value ? YEAR : 0}; samesite=lax`;
  show(choice.value);
});

// why: a page that the browser kept, or another tab, may have been left before the choice
addEventListener('pageshow', () => show(remembered()));
document.addEventListener('visibilitychange', () => show(remembered()));
