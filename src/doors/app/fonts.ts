// Noto Sans and Noto Sans JP in subsets by unicode range: a browser fetches the few it needs, from us alone.
import '@fontsource-variable/noto-sans/wght.css'
import '@fontsource-variable/noto-sans-jp/wght.css'
