import { type Gathering, type Loose, objectAt, objectsAt, textAt } from '#core/capture/index.ts'

/** A product of the tree, by its id. */
export interface Product {
  readonly vendor: string
  readonly name: string
  readonly version: string
  /** Its full name, for sentences. */
  readonly full: string
}

interface Branch {
  readonly vendor: string
  readonly family: string
  readonly name: string
  readonly version: string
}

/** Reads `product_tree` (CSAF 2.0 §3.2.2). Nesting is bounded by the reader of JSON. */
export function productsOf(advisory: Loose, gathering: Gathering): Map<string, Product> {
  const products = new Map<string, Product>()
  const tree = objectAt(advisory, 'product_tree')
  if (!tree) return products
  const add = (named: Loose, place: string, { vendor, family, name, version }: Branch): void => {
    const id = textAt(named, 'product_id')
    const full = textAt(named, 'name')
    if (products.has(id)) gathering.note('not-valid', place, { rule: '6.1.2' })
    products.set(id, { vendor, name: name || family || full, version, full: full || id })
  }
  const walk = (holder: Loose, place: string, above: Branch): void => {
    for (const [branch, index] of objectsAt(holder, 'branches')) {
      const here = `${place}.branches[${index}]`
      const below = narrowed(above, textAt(branch, 'category'), textAt(branch, 'name'))
      const product = objectAt(branch, 'product')
      if (product) add(product, `${here}.product`, below)
      walk(branch, here, below)
    }
  }
  const nothing: Branch = { vendor: '', family: '', name: '', version: '' }
  walk(tree, 'product_tree', nothing)
  for (const [named, index] of objectsAt(tree, 'full_product_names'))
    add(named, `product_tree.full_product_names[${index}]`, nothing)
  for (const [relation, index] of objectsAt(tree, 'relationships')) {
    const named = objectAt(relation, 'full_product_name')
    const part = products.get(textAt(relation, 'product_reference'))
    if (named)
      add(named, `product_tree.relationships[${index}]`, {
        ...nothing,
        vendor: part?.vendor ?? '',
        name: textAt(named, 'name'),
      })
  }
  return products
}

function narrowed(branch: Branch, category: string, name: string): Branch {
  if (category === 'vendor') return { ...branch, vendor: name }
  if (category === 'product_family') return { ...branch, family: name }
  if (category === 'product_name') return { ...branch, name }
  if (category === 'product_version' || category === 'product_version_range')
    return { ...branch, version: [branch.version, name].filter((text) => text !== '').join(' ') }
  // service pack, architecture, patch level …: part of what the version is
  return branch.name === ''
    ? branch
    : { ...branch, version: [branch.version, name].filter((text) => text !== '').join(' ') }
}

const NAMED = 20

/** Products by name, so that a sentence stays a sentence. */
export function namesOf(ids: readonly string[], products: ReadonlyMap<string, Product>): string {
  const names = [...new Set(ids.map((id) => products.get(id)?.full ?? id))]
  return names.length <= NAMED
    ? names.join('; ')
    : `${names.slice(0, NAMED).join('; ')} … (+${names.length - NAMED})`
}
