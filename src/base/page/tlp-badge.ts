import { html } from 'hono/html'
import type { Tlp } from '#core/envelope/index.ts'
import { tlpLabel } from '#core/envelope/index.ts'
import type { Html } from './layout.ts'
import { tlpClass } from './style.ts'

/** A label as TLP 2.0 wants it: its exact words in its colour on black. */
export const tlpBadge = (label: Tlp): Html =>
  html`<span class="tlp ${tlpClass(label)}" translate="no">${tlpLabel(label)}</span>`
