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
