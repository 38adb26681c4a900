package dev.lorafoundry.workerprocess;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The settings that every worker has. A worker's own record of settings implements this with
 * components of these names, and adds its own.
 */
public interface WorkerProcessSettings {
  Api api();

  Kafka kafka();

  S3 s3();

  Worker worker();

  /**
   * The API's internal endpoint.
   *
   * @param timeout longest wait for an answer
   */
  record Api(
      @DefaultValue("http://localhost:8080") URI url,
      @NotBlank(message = "give the token that the API expects of workers") @DefaultValue("")
          String workerToken,
      @DefaultValue("10s") Duration timeout) {}

  /**
   * @param properties more properties of Kafka's clients, such as {@code security.protocol}
   */
  record Kafka(
      @NotBlank @DefaultValue("localhost:9092") String bootstrapServers,
      @DefaultValue Map<String, String> properties) {}

  record S3(
      @DefaultValue("http://localhost:9000") URI endpoint,
      @NotBlank @DefaultValue("us-east-1") String region,
      @NotBlank(message = "give the access key of the object store") @DefaultValue("")
          String accessKey,
      @NotBlank(message = "give the secret key of the object store") @DefaultValue("")
          String secretKey,
      @NotBlank @DefaultValue("lora-foundry") String bucket) {}

  /**
   * @param id unique among workers
   * @param device {@code cpu}, {@code cuda} or {@code cuda:N}, in small letters or capitals
   * @param deviceMemory that the device has; absent: the driver of a GPU is asked; 0: nothing is
   *     told
   * @param threads for one operation on the processor; 0: as many as there are cores
   * @param cache folder for what was fetched and for files on their way, of this process alone
   * @param drain longest wait for the work in hand when the process is to end
   * @param clipTokenizer for base models without a vocabulary of their own: OpenAI's packed list of
   *     merges, or a tokenizer.json
   * @param clipVocabularyUrl where the list of merges is fetched from on first use where no file is
   *     given; empty: nothing is fetched
   */
  record Worker(
      @NotBlank(message = "give a name that no other worker has") @DefaultValue("") String id,
      @NotBlank @DefaultValue("cpu") String device,
      @Nullable DataSize deviceMemory,
      @Min(0) @DefaultValue("0") int threads,
      @DefaultValue("cache") Path cache,
      @DefaultValue("20GB") DataSize cacheSize,
      @DefaultValue("2s") Duration heartbeat,
      @DefaultValue("60s") Duration drain,
      @Nullable Path clipTokenizer,
      @Pattern(
              regexp = "|https?://[^/\\s]+/\\S+",
              message = "give an address that begins with http:// or https://, or nothing")
          @DefaultValue(ClipVocabulary.HOME)
          String clipVocabularyUrl) {
    public Worker {
      if (deviceMemory != null && deviceMemory.isNegative()) {
        throw new IllegalArgumentException(
            "device-memory "
                + deviceMemory
                + " is not allowed: give what the device has, such as 24GB, 0 to tell nothing,"
                + " or leave it out");
      }
    }

    Optional<URI> clipVocabularyAddress() {
      return Optional.of(clipVocabularyUrl).filter(url -> !url.isEmpty()).map(URI::create);
    }

    public int threadsToUse() {
      return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    }

    /** For people, in the list of workers. */
    String deviceForPeople() {
      if (!device.equalsIgnoreCase("cpu")) {
        return device;
      }
      int used = threadsToUse();
      return used == 1 ? "cpu, 1 thread" : "cpu, " + used + " threads";
    }
  }
}
