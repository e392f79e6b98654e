import { and, desc, eq, ne } from 'drizzle-orm'
import type { Connection } from './connection.ts'
import { link } from './schema/crawl.ts'
import { report, reportVersion } from './schema/report.ts'
import type { VersionRows } from './version-rows.ts'
import type { WideRows } from './wide-rows.ts'

/**
 * A link's content now says another agency or year than it did, because the source corrected it or the extractor reads
 * it better. What it gave was filed under the wrong report and moves with it; where the right report has versions of
 * its own already, those stand, and what was misfiled goes. The old report keeps what other links gave it.
 */
export function adoptLink(
  { orm }: Connection,
  { rows, wide }: { readonly rows: VersionRows; readonly wide: WideRows },
  { linkId, reportId: before }: typeof link.$inferSelect,
  reportId: number,
): void {
  if (before === null || before === reportId) return
  const mine = and(eq(reportVersion.reportId, before), eq(reportVersion.linkId, linkId))
  const versions = orm.select().from(reportVersion).where(mine).orderBy(reportVersion.version).all()
  if (versions.length === 0) return

  const target = orm.select().from(report).where(eq(report.reportId, reportId)).get()
  orm.update(report).set({ versionId: null }).where(eq(report.reportId, before)).run()
  wide.erase(before)
  if (target?.versionId === null) {
    versions.forEach(({ versionId }, index) => {
      const values = { reportId, version: index + 1 }
      orm.update(reportVersion).set(values).where(eq(reportVersion.versionId, versionId)).run()
    })
    const newest = versions.at(-1)
    if (newest) {
      orm.update(report).set({ versionId: newest.versionId }).where(eq(report.reportId, reportId)).run()
      wide.rebuild(reportId, newest.versionId)
    }
  } else {
    for (const { versionId } of versions) {
      rows.erase(versionId)
      orm.delete(reportVersion).where(eq(reportVersion.versionId, versionId)).run()
    }
  }
  settleOldReport()

  function settleOldReport(): void {
    if (before === null) return
    const rest = orm
      .select()
      .from(reportVersion)
      .where(eq(reportVersion.reportId, before))
      .orderBy(desc(reportVersion.version))
      .get()
    if (rest) {
      orm.update(report).set({ versionId: rest.versionId }).where(eq(report.reportId, before)).run()
      wide.rebuild(before, rest.versionId)
      return
    }
    orm
      .update(link)
      .set({ reportId: null })
      .where(and(eq(link.reportId, before), ne(link.linkId, linkId)))
      .run()
    orm.delete(report).where(eq(report.reportId, before)).run()
  }
}
