import type { Outgoing } from '#core/capture/index.ts'
import type { CsafAdvisory, CsafJson } from './write.ts'

/** Products as branches vendor › product › versions (§3.2.2), each with an id of its own. Null: there is none. */
export function productTree(
  products: Outgoing['products'],
): { tree: CsafAdvisory; ids: readonly string[] } | null {
  const ids: string[] = []
  const vendors = new Map<string, CsafJson[]>()
  const unnamed: CsafJson[] = []
  for (const { vendor, name, versions } of products) {
    const called = name || vendor
    if (called === '') continue
    const id = `RNK-${ids.length + 1}`
    ids.push(id)
    const product = { name: [vendor, name, versions].filter((text) => text !== '').join(' '), product_id: id }
    if (vendor === '' || name === '') {
      unnamed.push({ ...product, name: [called, versions].filter((text) => text !== '').join(' ') })
      continue
    }
    const branch: CsafJson =
      versions === ''
        ? { category: 'product_name', name, product }
        : {
            category: 'product_name',
            name,
            branches: [{ category: 'product_version_range', name: versions, product }],
          }
    vendors.set(vendor, [...(vendors.get(vendor) ?? []), branch])
  }
  if (ids.length === 0) return null
  const branches = [...vendors].map(([name, inside]) => ({ category: 'vendor', name, branches: inside }))
  return {
    tree: {
      ...(branches.length > 0 ? { branches } : {}),
      ...(unnamed.length > 0 ? { full_product_names: unnamed } : {}),
    },
    ids,
  }
}
