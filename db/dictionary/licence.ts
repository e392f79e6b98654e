/** What a file is, whose it is, and under which terms: for datapackage.json and the Datasette metadata. */
export const about = {
  title: "China's annual reports on open government information (政府信息公开工作年度报告)",
  description:
    'Every cell of the tables of the annual reports that agencies publish under 政府信息公开条例, as printed, with its place in the source, and the rules that its figures break.',
  /** 著作权法 第五条: documents of state organs of a legislative, administrative or judicial nature are not protected. */
  licence: {
    name: 'other-pd',
    title:
      "Official documents of state organs, outside copyright under 著作权法 第五条; cite the agency and the report's address",
  },
  sources: 'Government portals of China; the address of every report is in v_reports.url.',
} as const
