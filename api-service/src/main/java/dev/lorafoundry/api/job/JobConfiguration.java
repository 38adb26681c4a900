package dev.lorafoundry.api.job;

import dev.lorafoundry.api.access.People;
import dev.lorafoundry.api.live.LiveEvents;
import dev.lorafoundry.api.project.OpenVersions;
import dev.lorafoundry.api.queue.WaitingLine;
import dev.lorafoundry.api.queue.WorkQueue;
import dev.lorafoundry.api.rest.Refusal;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
final class JobConfiguration {
  @Bean
  @Order(10)
  JobListener jobListener(
      Jobs jobs, Metrics metrics, JobLogs logs, JobAttempts attempts, LiveEvents live) {
    return new JobListener(jobs, metrics, logs, attempts, live);
  }

  @Bean
  PrioritiseJob prioritiseJob(
      Jobs jobs, WorkQueue queue, LiveEvents live, PlatformTransactionManager transactions) {
    return new PrioritiseJob(jobs, queue, live, new TransactionTemplate(transactions));
  }

  @Bean
  Forecast forecast(WaitingLine line, WorkQueue queue, Jobs jobs, Speeds speeds) {
    return new Forecast(line, queue, jobs, speeds);
  }

  @Bean
  Courses courses(Jobs jobs, JobAttempts attempts, Metrics metrics) {
    return new Courses(jobs, attempts, metrics);
  }

  @Bean
  JobCancellation jobCancellation(WorkQueue queue, ObjectProvider<JobFollower> followers) {
    return new JobCancellation(queue, followers::orderedStream);
  }

  @Bean
  RetryJob retryJob(
      Jobs jobs, OpenVersions open, WorkQueue queue, PlatformTransactionManager transactions) {
    return new RetryJob(jobs, open, queue, new TransactionTemplate(transactions));
  }

  @Bean
  JobViews jobViews(People people, InstantSource clock) {
    return new JobViews(people, clock);
  }

  @Bean
  LiveJobs liveJobs(Jobs jobs, JobViews views) {
    return new LiveJobs(jobs, views);
  }

  @Bean
  Refusal jobNotFound() {
    return Refusal.of(JobNotFound.class, HttpStatus.NOT_FOUND);
  }
}
