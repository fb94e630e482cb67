import type { Asked, Door, DoorRoute, Who } from '#base/http/index.ts'
import { createRoute, door, fields, file, nonceOf, z } from '#base/http/index.ts'
import type { Language } from '#base/i18n/index.ts'
import type { PageContent } from './layout.ts'
import { layout } from './layout.ts'

/** What a page is: a door that answers with HTML. */
export interface PageRoute<Params extends z.ZodType, Query extends z.ZodRawShape> {
  readonly path: `/${string}`
  /** As for every door; `pageJoin` … */
  readonly operationId: string
  /** Pages are public unless said otherwise. */
  readonly who?: Who
  readonly params?: Params
  /** Fields of the query beside `lang`. */
  readonly query?: Query
}

/** What a page's maker gets. */
export type AskedPage<Params extends z.ZodType, Query extends z.ZodRawShape> = Omit<
  Asked<DoorRoute>,
  'params' | 'query' | 'body' | 'speaking'
> & {
  readonly params: z.output<Params>
  readonly query: z.output<z.ZodObject<Query>>
}

/** Declares a page made on the server. It goes through the same limits, gates and headers as any door. */
export function page<Params extends z.ZodType, Query extends z.ZodRawShape>(
  route: PageRoute<Params, Query>,
  make: (asked: AskedPage<Params, Query>) => Promise<PageContent> | PageContent,
): Door {
  const query = z.strictObject({ ...route.query, lang: fields.language().optional() })
  return door(
    createRoute({
      method: 'get',
      path: route.path,
      operationId: route.operationId,
      tags: ['pages'],
      hide: true,
      who: route.who ?? 'public',
      request: { ...(route.params && { params: route.params as never }), query },
      responses: { 200: file('text/html', 'A page') },
    }),
    async (asked) => {
      const { lang } = asked.query as { lang?: Language }
      const speaking = lang ? asked.speaking(lang) : asked
      const { language } = speaking
      const { pathname, searchParams } = new URL(asked.request.url)
      searchParams.delete('lang')
      const content = await make(speaking as unknown as AskedPage<Params, Query>)
      const path = searchParams.size > 0 ? `${pathname}?${searchParams}` : pathname
      const text = await layout(content, { language, nonce: nonceOf(asked.context), path })
      return new Response(String(text), {
        headers: { 'content-type': 'text/html; charset=UTF-8', 'content-language': language },
      })
    },
  )
}
