import type { FormTable } from '../../extract/forms/form.ts'

/** A row or column of a form in English, and the article that it stands on. The Chinese label is the form's own. */
export interface EnglishLabel {
  readonly label: string
  /** Of 中华人民共和国政府信息公开条例 (2019) where no other document is named; none where the form alone asks for it. */
  readonly article?: string
}

const say = (label: string, article?: string): EnglishLabel =>
  article === undefined ? { label } : { label, article }

const internal = '第十六条'
const complaint = '第三十九条'

/** Rows by table and code; the same code means the same in every form of a table. */
export const rowLabels: Readonly<Record<FormTable, Readonly<Record<string, EnglishLabel>>>> = {
  requests: {
    new_received: say('1. Requests newly received this year', '第五十条第（二）项'),
    carried_in: say('2. Requests carried over from last year'),
    granted: say('3(1). Disclosed in full', '第三十六条第（二）项'),
    granted_in_part: say('3(2). Disclosed in part', '第三十七条'),
    denied_state_secret: say('3(3)1. Denied: state secret', '第十四条'),
    denied_prohibited_by_law: say(
      '3(3)2. Denied: disclosure prohibited by another law or regulation',
      '第十四条',
    ),
    denied_security_stability: say(
      '3(3)3. Denied: endangers national, public or economic security or social stability',
      '第十四条',
    ),
    denied_third_party_rights: say('3(3)4. Denied: rights of third parties', '第十五条'),
    denied_internal_affairs: say('3(3)5. Denied: internal affairs', internal),
    denied_process_information: say('3(3)6. Denied: information from a process under way', internal),
    denied_enforcement_file: say('3(3)7. Denied: administrative enforcement file', internal),
    denied_administrative_query: say(
      '3(3)8. Denied: a matter for another query procedure',
      '第三十六条第（七）项',
    ),
    unavailable_not_held: say('3(4)1. Not available: not held by this body', '第三十六条第（四）、（五）项'),
    unavailable_must_be_created: say('3(4)2. Not available: would have to be created', '第三十八条'),
    unavailable_unclear_after_correction: say('3(4)3. Not available: still unclear after correction'),
    refused_petition_complaint: say('3(5)1. Not processed: petition, report or complaint', complaint),
    refused_duplicate: say('3(5)2. Not processed: repeated request', '第三十六条第（六）项'),
    refused_published_material: say('3(5)3. Not processed: asks for a publication', complaint),
    refused_excessive_repeat: say(
      '3(5)4. Not processed: many repeated requests without reason',
      '第三十五条',
    ),
    refused_confirm_or_reissue: say('3(5)5. Not processed: asks to confirm or reissue information obtained'),
    other_handling: say('3(6). Handled otherwise (one row in form 2019)'),
    other_correction_overdue: say('3(6)1. Otherwise: correction overdue without reason', '第三十条'),
    other_fee_unpaid: say('3(6)2. Otherwise: fee not paid in time', '国办函〔2020〕109号'),
    other_other: say('3(6)3. Otherwise: other'),
    outcome_total: say('3(7). Handled this year, total'),
    carried_out: say('4. Carried over to next year'),
    denied_subtotal: say('3(3). Denied, subtotal (printed by some agencies)'),
    unavailable_subtotal: say('3(4). Not available, subtotal (printed by some agencies)'),
    refused_subtotal: say('3(5). Not processed, subtotal (printed by some agencies)'),
    other_subtotal: say('3(6). Otherwise, subtotal (printed by some agencies)'),
  },
  disputes: {
    reconsideration: say('Administrative reconsideration', '第五十一条'),
    litigation_direct: say('Litigation without prior reconsideration', '第五十一条'),
    litigation_after_reconsideration: say('Litigation after reconsideration', '第五十一条'),
  },
  proactive: {
    regulations: say('Government regulations (规章)', '第二十条第（一）项'),
    normative_documents: say('Normative documents (规范性文件)', '第二十条第（一）项'),
    licensing: say('Administrative licensing', '第二十条第（五）项'),
    other_services: say('Other services to the public', '第二十条第（五）项'),
    penalties: say('Administrative penalties', '第二十条第（六）项'),
    coercion: say('Administrative coercion', '第二十条第（六）项'),
    administrative_fees: say('Administrative fees', '第二十条第（八）项'),
    central_procurement: say('Centralised government procurement', '第二十条第（九）项'),
  },
  statistics: {
    published_items: say('Items of information published'),
    published_normative_documents: say('of which: normative documents published'),
    normative_documents_issued: say('Normative documents issued'),
    via_gazette: say('Published in the gazette'),
    via_website: say('Published on the website'),
    via_microblog: say('Published by microblog'),
    via_wechat: say('Published by WeChat'),
    via_other: say('Published otherwise'),
    responses: say('Responses to public concern'),
    press_conferences: say('Press conferences attended or held'),
    press_conferences_by_head: say('of which: attended by the head'),
    online_interviews: say('Online interviews'),
    online_interviews_by_head: say('of which: by the head'),
    policy_explanations: say('Explanations of policy published'),
    microblog_wechat_responses: say('Responses by microblog and WeChat'),
    other_responses: say('Responses otherwise'),
    received: say('Requests received'),
    received_in_person: say('Received in person'),
    received_by_fax: say('Received by fax'),
    received_online: say('Received online'),
    received_by_letter: say('Received by letter'),
    completed: say('Requests completed'),
    completed_on_time: say('Completed on time'),
    completed_extended: say('Completed after an extension'),
    replies: say('Requests replied to'),
    reply_already_public: say('Reply: already public'),
    reply_granted: say('Reply: disclosed'),
    reply_granted_in_part: say('Reply: disclosed in part'),
    reply_denied: say('Reply: not disclosed'),
    denied_state_secret: say('Not disclosed: state secret'),
    denied_trade_secret: say('Not disclosed: trade secret'),
    denied_privacy: say('Not disclosed: privacy'),
    denied_security_stability: say('Not disclosed: security and stability'),
    denied_not_government_information: say('Not disclosed: not government information'),
    denied_other_law: say('Not disclosed: another law'),
    reply_not_responsible: say('Reply: not for this body to disclose'),
    reply_not_exist: say('Reply: the information does not exist'),
    reply_amend: say('Reply: asked to amend the request'),
    reply_other_channel: say('Reply: to be handled through another channel'),
    reconsiderations: say('Administrative reconsiderations'),
    reconsiderations_upheld: say('Reconsiderations: upheld'),
    reconsiderations_corrected: say('Reconsiderations: corrected'),
    reconsiderations_other: say('Reconsiderations: other'),
    litigations: say('Lawsuits'),
    litigations_upheld: say('Lawsuits: upheld or dismissed'),
    litigations_corrected: say('Lawsuits: corrected'),
    litigations_other: say('Lawsuits: other'),
    complaints: say('Complaints'),
    fees_collected: say('Fees collected for requests'),
    dedicated_offices: say('Dedicated offices'),
    reading_points: say('Reading points'),
    staff: say('Staff'),
    staff_full_time: say('Staff, full time'),
    staff_part_time: say('Staff, part time'),
    budget: say('Dedicated budget'),
    meetings: say('Meetings'),
    trainings: say('Training courses'),
    people_trained: say('People trained'),
  },
}

const documents = {
  issued: say('Issued this year'),
  repealed: say('Repealed this year'),
  in_force: say('In force'),
  made: say('Newly made this year'),
  disclosed: say('Newly disclosed this year'),
  disclosed_total: say('Disclosed in all'),
}

export const columnLabels: Readonly<Record<FormTable, Readonly<Record<string, EnglishLabel>>>> = {
  requests: {
    natural_person: say('Natural persons'),
    enterprise: say('Commercial enterprises'),
    research: say('Research institutions'),
    social_organization: say('Public-interest organisations'),
    legal_service: say('Legal service providers'),
    other_organization: say('Other organisations'),
    total: say('Total'),
    legal_person_subtotal: say('Legal persons, subtotal (printed by some agencies)'),
  },
  disputes: {
    upheld: say('Upheld'),
    corrected: say('Corrected'),
    other_result: say('Other result'),
    pending: say('Pending'),
    total: say('Total'),
  },
  proactive: {
    ...documents,
    decisions: say('Decisions this year'),
    items_last_year: say('Items last year'),
    change: say('Change this year'),
    projects: say('Procurement projects'),
    amount: say('Amount of money'),
  },
  statistics: { count: say('Figure') },
}
