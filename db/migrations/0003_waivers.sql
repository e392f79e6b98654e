CREATE TABLE `waiver` (
	`agency_key` text NOT NULL,
	`year` integer NOT NULL,
	`reason` text NOT NULL,
	PRIMARY KEY(`agency_key`, `year`)
);
