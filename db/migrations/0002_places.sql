CREATE TABLE `__new_cell_place` (
	`version_id` integer NOT NULL,
	`form_table_id` integer NOT NULL,
	`places` text NOT NULL,
	PRIMARY KEY(`version_id`, `form_table_id`),
	FOREIGN KEY (`version_id`) REFERENCES `report_version`(`version_id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`form_table_id`) REFERENCES `form_table`(`form_table_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;--> statement-breakpoint
INSERT INTO `__new_cell_place`("version_id", "form_table_id", "places") SELECT "version_id", "form_table_id", "places" FROM `cell_place`;--> statement-breakpoint
DROP TABLE `cell_place`;--> statement-breakpoint
ALTER TABLE `__new_cell_place` RENAME TO `cell_place`;
