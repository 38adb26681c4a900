package dev.lorafoundry.api.queue;

import java.time.InstantSource;
import org.springframework.transaction.support.TransactionOperations;

/** What every part of the queue stands on: transactions, time and settings. */
record Ground(TransactionOperations transactions, InstantSource clock, QueueSettings settings) {}
