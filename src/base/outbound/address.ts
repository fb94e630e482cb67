import { BlockList, isIP } from 'node:net'

/**
 * Addresses that lead somewhere else than into the public Internet: this machine, this network, documentation,
 * multicast, and IPv6 forms that carry an IPv4 address inside. IANA special-purpose registries, RFC 6890.
 */
const special = blockList([
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '2001::/23', //       protocol assignments, Teredo
  '2001:db8::/32',
  '2002::/16', //       6to4: an IPv4 address inside
  '3fff::/20',
])

// everything else of IPv6 that is routed at all lies here
const global6 = blockList(['2000::/3'])

/** Whether an address leads into the public Internet. False for what is no address. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !special.check(address, 'ipv4')
    case 6:
      return global6.check(address, 'ipv6') && !special.check(address, 'ipv6')
    default:
      return false
  }
}

/**
 * Networks that an operator allows though they are not public, for a partner in the same house:
 * `10.1.2.0/24`, `192.168.7.4`, `fd00::/8`.
 * @throws {RangeError} an entry that is no network
 */
export const allowList = blockList

function blockList(networks: readonly string[]): BlockList {
  const list = new BlockList()
  for (const written of networks) {
    const [network = '', prefix] = written.split('/')
    const family = isIP(network) === 4 ? 'ipv4' : isIP(network) === 6 ? 'ipv6' : null
    const bits = prefix === undefined ? (family === 'ipv4' ? 32 : 128) : Number(prefix)
    if (!family || !Number.isInteger(bits) || bits < 0 || bits > (family === 'ipv4' ? 32 : 128))
      throw new RangeError(`not a network: ${written}`)
    list.addSubnet(network, bits, family)
  }
  return list
}

/** Whether we may connect to an address: a public one, or one that the operator allows. */
export const mayConnect = (address: string, allowed: BlockList): boolean => {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  return (
    isPublicAddress(plain) || (isIP(plain) !== 0 && allowed.check(plain, isIP(plain) === 4 ? 'ipv4' : 'ipv6'))
  )
}
