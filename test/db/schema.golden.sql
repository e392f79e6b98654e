CREATE TABLE `_columns` (
	`table_name` text NOT NULL,
	`column_name` text NOT NULL,
	`description` text NOT NULL,
	`unit` text,
	`source` text,
	`null_means` text,
	PRIMARY KEY(`table_name`, `column_name`),
	FOREIGN KEY (`table_name`) REFERENCES `_tables`(`table_name`) ON UPDATE no action ON DELETE cascade
);

CREATE TABLE `_tables` (
	`table_name` text PRIMARY KEY NOT NULL,
	`description` text NOT NULL,
	`null_means` text
);

CREATE TABLE `agency` (
	`agency_id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`name` text NOT NULL,
	`full_name` text NOT NULL,
	`kind` text,
	`level` text,
	`division_code` text,
	`successor_id` integer,
	FOREIGN KEY (`division_code`) REFERENCES `division`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`successor_id`) REFERENCES `agency`(`agency_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "agency_level" CHECK(level in ('national', 'province', 'prefecture', 'county', 'township'))
);

CREATE TABLE `agency_name` (
	`agency_id` integer NOT NULL,
	`name` text NOT NULL,
	`first_year` integer,
	`last_year` integer,
	PRIMARY KEY(`agency_id`, `name`),
	FOREIGN KEY (`agency_id`) REFERENCES `agency`(`agency_id`) ON UPDATE no action ON DELETE cascade
) WITHOUT ROWID;

CREATE TABLE `cell` (
	`version_id` integer NOT NULL,
	`form_cell_id` integer NOT NULL,
	`value` numeric,
	`status` integer,
	PRIMARY KEY(`version_id`, `form_cell_id`),
	FOREIGN KEY (`version_id`) REFERENCES `report_version`(`version_id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`form_cell_id`) REFERENCES `form_cell`(`form_cell_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "cell_status" CHECK(status in (1, 2, 3, 4, 5)),
	CONSTRAINT "cell_value" CHECK(value is null or status is null or status = 3)
) WITHOUT ROWID;

CREATE TABLE "cell_place" (
	`version_id` integer NOT NULL,
	`form_table_id` integer NOT NULL,
	`places` text NOT NULL,
	PRIMARY KEY(`version_id`, `form_table_id`),
	FOREIGN KEY (`version_id`) REFERENCES `report_version`(`version_id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`form_table_id`) REFERENCES `form_table`(`form_table_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;

CREATE TABLE `cell_text` (
	`version_id` integer NOT NULL,
	`form_cell_id` integer NOT NULL,
	`raw` text,
	`unit` text,
	`doubt` text,
	PRIMARY KEY(`version_id`, `form_cell_id`),
	FOREIGN KEY (`version_id`) REFERENCES `report_version`(`version_id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`form_cell_id`) REFERENCES `form_cell`(`form_cell_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "cell_text_doubt" CHECK(doubt in ('place', 'label', 'reading', 'duplicate', 'count'))
) WITHOUT ROWID;

CREATE TABLE `disputes_wide` (
	`report_id` integer PRIMARY KEY NOT NULL,
	`form_table_id` integer NOT NULL,
	`doubtful` integer NOT NULL,
	`reconsideration__upheld` numeric,
	`reconsideration__corrected` numeric,
	`reconsideration__other_result` numeric,
	`reconsideration__pending` numeric,
	`reconsideration__total` numeric,
	`litigation_direct__upheld` numeric,
	`litigation_direct__corrected` numeric,
	`litigation_direct__other_result` numeric,
	`litigation_direct__pending` numeric,
	`litigation_direct__total` numeric,
	`litigation_after_reconsideration__upheld` numeric,
	`litigation_after_reconsideration__corrected` numeric,
	`litigation_after_reconsideration__other_result` numeric,
	`litigation_after_reconsideration__pending` numeric,
	`litigation_after_reconsideration__total` numeric,
	FOREIGN KEY (`report_id`) REFERENCES `report`(`report_id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`form_table_id`) REFERENCES `form_table`(`form_table_id`) ON UPDATE no action ON DELETE no action
);

CREATE TABLE `division` (
	`code` text PRIMARY KEY NOT NULL,
	`name` text,
	`full_name` text,
	`level` text,
	`parent_code` text,
	CONSTRAINT "division_level" CHECK(level in ('national', 'province', 'prefecture', 'county', 'township'))
);

CREATE TABLE `document` (
	`document_id` integer PRIMARY KEY NOT NULL,
	`sha256` text NOT NULL,
	`media_type` text,
	`bytes` integer NOT NULL,
	`stored_bytes` integer NOT NULL,
	`encoding` text NOT NULL,
	`stored_at` text NOT NULL,
	CONSTRAINT "document_encoding" CHECK(encoding in ('identity', 'br'))
);

CREATE TABLE `fetch` (
	`fetch_id` integer PRIMARY KEY NOT NULL,
	`run_id` integer,
	`portal_id` text,
	`url` text NOT NULL,
	`method` text NOT NULL,
	`requested_at` text NOT NULL,
	`status` integer,
	`outcome` text NOT NULL,
	`bytes` integer NOT NULL,
	`milliseconds` integer NOT NULL,
	`etag` text,
	`last_modified` text,
	`sha256` text,
	`error` text,
	FOREIGN KEY (`run_id`) REFERENCES `run`(`run_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`portal_id`) REFERENCES `portal`(`portal_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "fetch_method" CHECK(method in ('GET', 'POST'))
);

CREATE TABLE `finding` (
	`finding_id` integer PRIMARY KEY NOT NULL,
	`version_id` integer NOT NULL,
	`rule` text NOT NULL,
	`class` text NOT NULL,
	`form_table` text,
	`row_code` text,
	`column_code` text,
	`expected` numeric,
	`actual` numeric,
	`difference` numeric,
	`cause` text NOT NULL,
	FOREIGN KEY (`version_id`) REFERENCES `report_version`(`version_id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "finding_class" CHECK(class in ('identity', 'plausibility', 'carry-over', 'completeness', 'text', 'reading')),
	CONSTRAINT "finding_form_table" CHECK(form_table in ('proactive', 'requests', 'disputes', 'statistics')),
	CONSTRAINT "finding_cause" CHECK(cause in ('publisher', 'extraction', 'unknown'))
);

CREATE TABLE `form_cell` (
	`form_cell_id` integer PRIMARY KEY NOT NULL,
	`form_table_id` integer NOT NULL,
	`form_row_id` integer NOT NULL,
	`form_column_id` integer NOT NULL,
	`address` text NOT NULL,
	`slot` integer NOT NULL,
	`unit` text,
	FOREIGN KEY (`form_table_id`) REFERENCES `form_table`(`form_table_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`form_row_id`) REFERENCES `form_row`(`form_row_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`form_column_id`) REFERENCES `form_column`(`form_column_id`) ON UPDATE no action ON DELETE no action
);

CREATE TABLE `form_column` (
	`form_column_id` integer PRIMARY KEY NOT NULL,
	`form_table_id` integer NOT NULL,
	`code` text NOT NULL,
	`label` text NOT NULL,
	`headings` text NOT NULL,
	`ordinal` integer NOT NULL,
	`slot` integer NOT NULL,
	`extra` integer NOT NULL,
	FOREIGN KEY (`form_table_id`) REFERENCES `form_table`(`form_table_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "form_column_extra" CHECK(extra in (0, 1))
);

CREATE TABLE `form_row` (
	`form_row_id` integer PRIMARY KEY NOT NULL,
	`form_table_id` integer NOT NULL,
	`code` text NOT NULL,
	`label` text NOT NULL,
	`headings` text NOT NULL,
	`ordinal` integer NOT NULL,
	`slot` integer NOT NULL,
	`extra` integer NOT NULL,
	FOREIGN KEY (`form_table_id`) REFERENCES `form_table`(`form_table_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "form_row_extra" CHECK(extra in (0, 1))
);

CREATE TABLE `form_table` (
	`form_table_id` integer PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`form` text NOT NULL,
	`title` text NOT NULL,
	`issued` text NOT NULL,
	CONSTRAINT "form_table_code" CHECK(code in ('proactive', 'requests', 'disputes', 'statistics')),
	CONSTRAINT "form_table_form" CHECK(form in ('2014', '2019', '2021'))
);

CREATE TABLE `held` (
	`link_id` integer NOT NULL,
	`url` text NOT NULL,
	`run_id` integer NOT NULL,
	`answer` text NOT NULL,
	`body` blob NOT NULL,
	PRIMARY KEY(`link_id`, `url`),
	FOREIGN KEY (`link_id`) REFERENCES `link`(`link_id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`run_id`) REFERENCES `run`(`run_id`) ON UPDATE no action ON DELETE cascade
);

CREATE TABLE `link` (
	`link_id` integer PRIMARY KEY NOT NULL,
	`portal_id` text,
	`url` text NOT NULL,
	`title` text,
	`published_on` text,
	`list_url` text,
	`list_digest` text NOT NULL,
	`state` text NOT NULL,
	`list_changed` integer DEFAULT 0 NOT NULL,
	`first_seen_at` text NOT NULL,
	`last_seen_at` text NOT NULL,
	`first_run_id` integer,
	`last_run_id` integer,
	`attempts` integer DEFAULT 0 NOT NULL,
	`error_code` text,
	`error` text,
	`retry_at` text,
	`etag` text,
	`last_modified` text,
	`checked_at` text,
	`document_id` integer,
	`report_id` integer,
	`version_id` integer,
	FOREIGN KEY (`portal_id`) REFERENCES `portal`(`portal_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`first_run_id`) REFERENCES `run`(`run_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`last_run_id`) REFERENCES `run`(`run_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`report_id`) REFERENCES `report`(`report_id`) ON UPDATE no action ON DELETE set null,
	FOREIGN KEY (`version_id`) REFERENCES `report_version`(`version_id`) ON UPDATE no action ON DELETE set null,
	CONSTRAINT "link_state" CHECK(state in ('new', 'stored', 'failed', 'not_a_report', 'blocked', 'gone')),
	CONSTRAINT "link_list_changed" CHECK(list_changed in (0, 1))
);

CREATE TABLE `meta` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);

CREATE TABLE `page` (
	`page_id` integer PRIMARY KEY NOT NULL,
	`url` text NOT NULL,
	`portal_id` text,
	`final_url` text NOT NULL,
	`content_type` text,
	`etag` text,
	`last_modified` text,
	`body` blob NOT NULL,
	`encoding` text NOT NULL,
	`checked_at` text NOT NULL,
	`run_id` integer,
	FOREIGN KEY (`portal_id`) REFERENCES `portal`(`portal_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`run_id`) REFERENCES `run`(`run_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "page_encoding" CHECK(encoding in ('identity', 'br'))
);

CREATE TABLE `portal` (
	`portal_id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`division_code` text,
	`start_url` text NOT NULL,
	`platform` text,
	`column_url` text,
	`note` text DEFAULT '' NOT NULL,
	`registered` integer DEFAULT 1 NOT NULL,
	`state` text NOT NULL,
	`since` text,
	`error` text,
	`platform_found` text,
	`column_urls_found` text DEFAULT '[]' NOT NULL,
	`next_due_at` text,
	`last_run_at` text,
	`last_run_id` integer,
	`owed` integer,
	FOREIGN KEY (`division_code`) REFERENCES `division`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`last_run_id`) REFERENCES `run`(`run_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "portal_state" CHECK(state in ('never_visited', 'ok', 'blocked', 'failing', 'silent', 'redesigned')),
	CONSTRAINT "portal_registered" CHECK(registered in (0, 1))
);

CREATE TABLE `portal_run` (
	`portal_id` text NOT NULL,
	`run_id` integer NOT NULL,
	`state` text NOT NULL,
	`error` text,
	`listed` integer NOT NULL,
	`new` integer NOT NULL,
	`changed` integer NOT NULL,
	`unchanged` integer NOT NULL,
	`failed` integer NOT NULL,
	`requests` integer NOT NULL,
	`bytes` integer NOT NULL,
	`milliseconds` integer NOT NULL,
	PRIMARY KEY(`portal_id`, `run_id`),
	FOREIGN KEY (`portal_id`) REFERENCES `portal`(`portal_id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`run_id`) REFERENCES `run`(`run_id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "portal_run_state" CHECK(state in ('never_visited', 'ok', 'blocked', 'failing', 'silent', 'redesigned'))
) WITHOUT ROWID;

CREATE TABLE `proactive_wide` (
	`report_id` integer PRIMARY KEY NOT NULL,
	`form_table_id` integer NOT NULL,
	`doubtful` integer NOT NULL,
	`regulations__issued` numeric,
	`regulations__repealed` numeric,
	`regulations__in_force` numeric,
	`normative_documents__issued` numeric,
	`normative_documents__repealed` numeric,
	`normative_documents__in_force` numeric,
	`licensing__decisions` numeric,
	`penalties__decisions` numeric,
	`coercion__decisions` numeric,
	`administrative_fees__amount` numeric,
	`regulations__made` numeric,
	`regulations__disclosed` numeric,
	`regulations__disclosed_total` numeric,
	`normative_documents__made` numeric,
	`normative_documents__disclosed` numeric,
	`normative_documents__disclosed_total` numeric,
	`licensing__items_last_year` numeric,
	`licensing__change` numeric,
	`other_services__items_last_year` numeric,
	`other_services__change` numeric,
	`other_services__decisions` numeric,
	`penalties__items_last_year` numeric,
	`penalties__change` numeric,
	`coercion__items_last_year` numeric,
	`coercion__change` numeric,
	`administrative_fees__items_last_year` numeric,
	`administrative_fees__change` numeric,
	`central_procurement__projects` numeric,
	`central_procurement__amount` numeric,
	FOREIGN KEY (`report_id`) REFERENCES `report`(`report_id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`form_table_id`) REFERENCES `form_table`(`form_table_id`) ON UPDATE no action ON DELETE no action
);

CREATE TABLE `report` (
	`report_id` integer PRIMARY KEY NOT NULL,
	`agency_id` integer,
	`year` integer,
	`state` text NOT NULL,
	`version_id` integer,
	FOREIGN KEY (`agency_id`) REFERENCES `agency`(`agency_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`version_id`) REFERENCES `report_version`(`version_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "report_state" CHECK(state in ('read', 'partly', 'needs_ocr', 'unreadable', 'gone'))
);

CREATE TABLE `report_version` (
	`version_id` integer PRIMARY KEY NOT NULL,
	`report_id` integer NOT NULL,
	`version` integer NOT NULL,
	`reason` text NOT NULL,
	`document_id` integer NOT NULL,
	`link_id` integer,
	`url` text NOT NULL,
	`retrieved_at` text NOT NULL,
	`extractor` text NOT NULL,
	`engine` text NOT NULL,
	`engine_version` text NOT NULL,
	`title` text,
	`published_on` text,
	`agency_name` text,
	`agency_from` text,
	`year_from` text,
	`forms` text NOT NULL,
	`digest` text NOT NULL,
	`cells_digest` text NOT NULL,
	`cells` integer NOT NULL,
	`doubtful` integer NOT NULL,
	`findings` integer NOT NULL,
	FOREIGN KEY (`report_id`) REFERENCES `report`(`report_id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`link_id`) REFERENCES `link`(`link_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "report_version_reason" CHECK(reason in ('new', 'source', 'extractor', 'correction')),
	CONSTRAINT "report_version_agency_from" CHECK(agency_from in ('title', 'metadata', 'intro', 'body', 'signature', 'contact', 'breadcrumb', 'url', 'portal', 'none')),
	CONSTRAINT "report_version_year_from" CHECK(year_from in ('title', 'period', 'intro', 'body', 'url', 'none'))
);

CREATE TABLE `requests_wide` (
	`report_id` integer PRIMARY KEY NOT NULL,
	`form_table_id` integer NOT NULL,
	`doubtful` integer NOT NULL,
	`new_received__natural_person` numeric,
	`new_received__enterprise` numeric,
	`new_received__research` numeric,
	`new_received__social_organization` numeric,
	`new_received__legal_service` numeric,
	`new_received__other_organization` numeric,
	`new_received__total` numeric,
	`carried_in__natural_person` numeric,
	`carried_in__enterprise` numeric,
	`carried_in__research` numeric,
	`carried_in__social_organization` numeric,
	`carried_in__legal_service` numeric,
	`carried_in__other_organization` numeric,
	`carried_in__total` numeric,
	`granted__natural_person` numeric,
	`granted__enterprise` numeric,
	`granted__research` numeric,
	`granted__social_organization` numeric,
	`granted__legal_service` numeric,
	`granted__other_organization` numeric,
	`granted__total` numeric,
	`granted_in_part__natural_person` numeric,
	`granted_in_part__enterprise` numeric,
	`granted_in_part__research` numeric,
	`granted_in_part__social_organization` numeric,
	`granted_in_part__legal_service` numeric,
	`granted_in_part__other_organization` numeric,
	`granted_in_part__total` numeric,
	`denied_state_secret__natural_person` numeric,
	`denied_state_secret__enterprise` numeric,
	`denied_state_secret__research` numeric,
	`denied_state_secret__social_organization` numeric,
	`denied_state_secret__legal_service` numeric,
	`denied_state_secret__other_organization` numeric,
	`denied_state_secret__total` numeric,
	`denied_prohibited_by_law__natural_person` numeric,
	`denied_prohibited_by_law__enterprise` numeric,
	`denied_prohibited_by_law__research` numeric,
	`denied_prohibited_by_law__social_organization` numeric,
	`denied_prohibited_by_law__legal_service` numeric,
	`denied_prohibited_by_law__other_organization` numeric,
	`denied_prohibited_by_law__total` numeric,
	`denied_security_stability__natural_person` numeric,
	`denied_security_stability__enterprise` numeric,
	`denied_security_stability__research` numeric,
	`denied_security_stability__social_organization` numeric,
	`denied_security_stability__legal_service` numeric,
	`denied_security_stability__other_organization` numeric,
	`denied_security_stability__total` numeric,
	`denied_third_party_rights__natural_person` numeric,
	`denied_third_party_rights__enterprise` numeric,
	`denied_third_party_rights__research` numeric,
	`denied_third_party_rights__social_organization` numeric,
	`denied_third_party_rights__legal_service` numeric,
	`denied_third_party_rights__other_organization` numeric,
	`denied_third_party_rights__total` numeric,
	`denied_internal_affairs__natural_person` numeric,
	`denied_internal_affairs__enterprise` numeric,
	`denied_internal_affairs__research` numeric,
	`denied_internal_affairs__social_organization` numeric,
	`denied_internal_affairs__legal_service` numeric,
	`denied_internal_affairs__other_organization` numeric,
	`denied_internal_affairs__total` numeric,
	`denied_process_information__natural_person` numeric,
	`denied_process_information__enterprise` numeric,
	`denied_process_information__research` numeric,
	`denied_process_information__social_organization` numeric,
	`denied_process_information__legal_service` numeric,
	`denied_process_information__other_organization` numeric,
	`denied_process_information__total` numeric,
	`denied_enforcement_file__natural_person` numeric,
	`denied_enforcement_file__enterprise` numeric,
	`denied_enforcement_file__research` numeric,
	`denied_enforcement_file__social_organization` numeric,
	`denied_enforcement_file__legal_service` numeric,
	`denied_enforcement_file__other_organization` numeric,
	`denied_enforcement_file__total` numeric,
	`denied_administrative_query__natural_person` numeric,
	`denied_administrative_query__enterprise` numeric,
	`denied_administrative_query__research` numeric,
	`denied_administrative_query__social_organization` numeric,
	`denied_administrative_query__legal_service` numeric,
	`denied_administrative_query__other_organization` numeric,
	`denied_administrative_query__total` numeric,
	`unavailable_not_held__natural_person` numeric,
	`unavailable_not_held__enterprise` numeric,
	`unavailable_not_held__research` numeric,
	`unavailable_not_held__social_organization` numeric,
	`unavailable_not_held__legal_service` numeric,
	`unavailable_not_held__other_organization` numeric,
	`unavailable_not_held__total` numeric,
	`unavailable_must_be_created__natural_person` numeric,
	`unavailable_must_be_created__enterprise` numeric,
	`unavailable_must_be_created__research` numeric,
	`unavailable_must_be_created__social_organization` numeric,
	`unavailable_must_be_created__legal_service` numeric,
	`unavailable_must_be_created__other_organization` numeric,
	`unavailable_must_be_created__total` numeric,
	`unavailable_unclear_after_correction__natural_person` numeric,
	`unavailable_unclear_after_correction__enterprise` numeric,
	`unavailable_unclear_after_correction__research` numeric,
	`unavailable_unclear_after_correction__social_organization` numeric,
	`unavailable_unclear_after_correction__legal_service` numeric,
	`unavailable_unclear_after_correction__other_organization` numeric,
	`unavailable_unclear_after_correction__total` numeric,
	`refused_petition_complaint__natural_person` numeric,
	`refused_petition_complaint__enterprise` numeric,
	`refused_petition_complaint__research` numeric,
	`refused_petition_complaint__social_organization` numeric,
	`refused_petition_complaint__legal_service` numeric,
	`refused_petition_complaint__other_organization` numeric,
	`refused_petition_complaint__total` numeric,
	`refused_duplicate__natural_person` numeric,
	`refused_duplicate__enterprise` numeric,
	`refused_duplicate__research` numeric,
	`refused_duplicate__social_organization` numeric,
	`refused_duplicate__legal_service` numeric,
	`refused_duplicate__other_organization` numeric,
	`refused_duplicate__total` numeric,
	`refused_published_material__natural_person` numeric,
	`refused_published_material__enterprise` numeric,
	`refused_published_material__research` numeric,
	`refused_published_material__social_organization` numeric,
	`refused_published_material__legal_service` numeric,
	`refused_published_material__other_organization` numeric,
	`refused_published_material__total` numeric,
	`refused_excessive_repeat__natural_person` numeric,
	`refused_excessive_repeat__enterprise` numeric,
	`refused_excessive_repeat__research` numeric,
	`refused_excessive_repeat__social_organization` numeric,
	`refused_excessive_repeat__legal_service` numeric,
	`refused_excessive_repeat__other_organization` numeric,
	`refused_excessive_repeat__total` numeric,
	`refused_confirm_or_reissue__natural_person` numeric,
	`refused_confirm_or_reissue__enterprise` numeric,
	`refused_confirm_or_reissue__research` numeric,
	`refused_confirm_or_reissue__social_organization` numeric,
	`refused_confirm_or_reissue__legal_service` numeric,
	`refused_confirm_or_reissue__other_organization` numeric,
	`refused_confirm_or_reissue__total` numeric,
	`other_correction_overdue__natural_person` numeric,
	`other_correction_overdue__enterprise` numeric,
	`other_correction_overdue__research` numeric,
	`other_correction_overdue__social_organization` numeric,
	`other_correction_overdue__legal_service` numeric,
	`other_correction_overdue__other_organization` numeric,
	`other_correction_overdue__total` numeric,
	`other_fee_unpaid__natural_person` numeric,
	`other_fee_unpaid__enterprise` numeric,
	`other_fee_unpaid__research` numeric,
	`other_fee_unpaid__social_organization` numeric,
	`other_fee_unpaid__legal_service` numeric,
	`other_fee_unpaid__other_organization` numeric,
	`other_fee_unpaid__total` numeric,
	`other_other__natural_person` numeric,
	`other_other__enterprise` numeric,
	`other_other__research` numeric,
	`other_other__social_organization` numeric,
	`other_other__legal_service` numeric,
	`other_other__other_organization` numeric,
	`other_other__total` numeric,
	`outcome_total__natural_person` numeric,
	`outcome_total__enterprise` numeric,
	`outcome_total__research` numeric,
	`outcome_total__social_organization` numeric,
	`outcome_total__legal_service` numeric,
	`outcome_total__other_organization` numeric,
	`outcome_total__total` numeric,
	`carried_out__natural_person` numeric,
	`carried_out__enterprise` numeric,
	`carried_out__research` numeric,
	`carried_out__social_organization` numeric,
	`carried_out__legal_service` numeric,
	`carried_out__other_organization` numeric,
	`carried_out__total` numeric,
	`other_handling__natural_person` numeric,
	`other_handling__enterprise` numeric,
	`other_handling__research` numeric,
	`other_handling__social_organization` numeric,
	`other_handling__legal_service` numeric,
	`other_handling__other_organization` numeric,
	`other_handling__total` numeric,
	FOREIGN KEY (`report_id`) REFERENCES `report`(`report_id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`form_table_id`) REFERENCES `form_table`(`form_table_id`) ON UPDATE no action ON DELETE no action
);

CREATE TABLE `run` (
	`run_id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`command` text NOT NULL,
	`state` text NOT NULL,
	`started_at` text NOT NULL,
	`active_at` text NOT NULL,
	`finished_at` text,
	`resumed` integer DEFAULT 0 NOT NULL,
	`program` text NOT NULL,
	`summary` text, `notice_owed` integer DEFAULT 0 NOT NULL,
	CONSTRAINT "run_state" CHECK(state in ('running', 'finished', 'stopped', 'abandoned'))
);

CREATE TABLE `section` (
	`section_id` integer PRIMARY KEY NOT NULL,
	`version_id` integer NOT NULL,
	`ordinal` integer NOT NULL,
	`heading` text,
	`text` text NOT NULL,
	FOREIGN KEY (`version_id`) REFERENCES `report_version`(`version_id`) ON UPDATE no action ON DELETE cascade
);

CREATE TABLE `source_table` (
	`source_table_id` integer PRIMARY KEY NOT NULL,
	`version_id` integer NOT NULL,
	`ordinal` integer NOT NULL,
	`heading` text,
	`grid` text NOT NULL,
	FOREIGN KEY (`version_id`) REFERENCES `report_version`(`version_id`) ON UPDATE no action ON DELETE cascade
);

CREATE TABLE `statistics_wide` (
	`report_id` integer PRIMARY KEY NOT NULL,
	`form_table_id` integer NOT NULL,
	`doubtful` integer NOT NULL,
	`published_items__count` numeric,
	`published_normative_documents__count` numeric,
	`normative_documents_issued__count` numeric,
	`via_gazette__count` numeric,
	`via_website__count` numeric,
	`via_microblog__count` numeric,
	`via_wechat__count` numeric,
	`via_other__count` numeric,
	`responses__count` numeric,
	`press_conferences__count` numeric,
	`press_conferences_by_head__count` numeric,
	`online_interviews__count` numeric,
	`online_interviews_by_head__count` numeric,
	`policy_explanations__count` numeric,
	`microblog_wechat_responses__count` numeric,
	`other_responses__count` numeric,
	`received__count` numeric,
	`received_in_person__count` numeric,
	`received_by_fax__count` numeric,
	`received_online__count` numeric,
	`received_by_letter__count` numeric,
	`completed__count` numeric,
	`completed_on_time__count` numeric,
	`completed_extended__count` numeric,
	`replies__count` numeric,
	`reply_already_public__count` numeric,
	`reply_granted__count` numeric,
	`reply_granted_in_part__count` numeric,
	`reply_denied__count` numeric,
	`denied_state_secret__count` numeric,
	`denied_trade_secret__count` numeric,
	`denied_privacy__count` numeric,
	`denied_security_stability__count` numeric,
	`denied_not_government_information__count` numeric,
	`denied_other_law__count` numeric,
	`reply_not_responsible__count` numeric,
	`reply_not_exist__count` numeric,
	`reply_amend__count` numeric,
	`reply_other_channel__count` numeric,
	`reconsiderations__count` numeric,
	`reconsiderations_upheld__count` numeric,
	`reconsiderations_corrected__count` numeric,
	`reconsiderations_other__count` numeric,
	`litigations__count` numeric,
	`litigations_upheld__count` numeric,
	`litigations_corrected__count` numeric,
	`litigations_other__count` numeric,
	`complaints__count` numeric,
	`fees_collected__count` numeric,
	`dedicated_offices__count` numeric,
	`reading_points__count` numeric,
	`staff__count` numeric,
	`staff_full_time__count` numeric,
	`staff_part_time__count` numeric,
	`budget__count` numeric,
	`meetings__count` numeric,
	`trainings__count` numeric,
	`people_trained__count` numeric,
	FOREIGN KEY (`report_id`) REFERENCES `report`(`report_id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`form_table_id`) REFERENCES `form_table`(`form_table_id`) ON UPDATE no action ON DELETE no action
);

CREATE TABLE `unplaced` (
	`unplaced_id` integer PRIMARY KEY NOT NULL,
	`version_id` integer NOT NULL,
	`table_ordinal` integer,
	`row_index` integer,
	`column_index` integer,
	`raw` text NOT NULL,
	`place` text,
	FOREIGN KEY (`version_id`) REFERENCES `report_version`(`version_id`) ON UPDATE no action ON DELETE cascade
);

CREATE TABLE `waiver` (
	`agency_key` text NOT NULL,
	`year` integer NOT NULL,
	`reason` text NOT NULL,
	PRIMARY KEY(`agency_key`, `year`)
);

CREATE INDEX `agency_division` ON `agency` (`division_code`);

CREATE UNIQUE INDEX `agency_key_unique` ON `agency` (`key`);

CREATE INDEX `agency_name_name` ON `agency_name` (`name`);

CREATE UNIQUE INDEX `document_sha256_unique` ON `document` (`sha256`);

CREATE INDEX `fetch_requested` ON `fetch` (`requested_at`);

CREATE INDEX `fetch_run_portal` ON `fetch` (`run_id`,`portal_id`);

CREATE INDEX `finding_rule` ON `finding` (`rule`);

CREATE INDEX `finding_version` ON `finding` (`version_id`);

CREATE UNIQUE INDEX `form_cell_address` ON `form_cell` (`address`,`form_table_id`);

CREATE UNIQUE INDEX `form_cell_line` ON `form_cell` (`form_row_id`,`form_column_id`);

CREATE UNIQUE INDEX `form_cell_slot` ON `form_cell` (`form_table_id`,`slot`);

CREATE UNIQUE INDEX `form_column_code` ON `form_column` (`form_table_id`,`code`);

CREATE UNIQUE INDEX `form_column_slot` ON `form_column` (`form_table_id`,`slot`);

CREATE UNIQUE INDEX `form_row_code` ON `form_row` (`form_table_id`,`code`);

CREATE UNIQUE INDEX `form_row_slot` ON `form_row` (`form_table_id`,`slot`);

CREATE UNIQUE INDEX `form_table_code` ON `form_table` (`code`,`form`);

CREATE UNIQUE INDEX `link_manual_url` ON `link` (`url`) WHERE portal_id is null;

CREATE INDEX `link_portal_state` ON `link` (`portal_id`,`state`);

CREATE UNIQUE INDEX `link_portal_url` ON `link` (`portal_id`,`url`);

CREATE INDEX `link_report` ON `link` (`report_id`);

CREATE INDEX `link_version` ON `link` (`version_id`);

CREATE UNIQUE INDEX `page_url_unique` ON `page` (`url`);

CREATE INDEX `portal_due` ON `portal` (`next_due_at`);

CREATE UNIQUE INDEX `report_agency_year` ON `report` (`agency_id`,`year`);

CREATE UNIQUE INDEX `report_version_current` ON `report` (`version_id`);

CREATE INDEX `report_version_document` ON `report_version` (`document_id`);

CREATE INDEX `report_version_link` ON `report_version` (`link_id`);

CREATE UNIQUE INDEX `report_version_number` ON `report_version` (`report_id`,`version`);

CREATE INDEX `report_year` ON `report` (`year`);

CREATE UNIQUE INDEX `section_ordinal` ON `section` (`version_id`,`ordinal`);

CREATE UNIQUE INDEX `source_table_ordinal` ON `source_table` (`version_id`,`ordinal`);

CREATE INDEX `unplaced_version` ON `unplaced` (`version_id`);
