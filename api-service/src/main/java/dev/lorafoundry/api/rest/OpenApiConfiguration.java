package dev.lorafoundry.api.rest;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.Locale;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;

/** What the description of the API says of the whole of it. */
@Configuration(proxyBeanMethods = false)
final class OpenApiConfiguration {
  private static final String TOKEN = "apiToken";
  private static final String PROBLEM = "Problem";
  private static final String DESCRIPTION =
      """
      Trains Stable Diffusion LoRAs on GPUs that a team shares.

      Lists are `{items, page, size, total}`; pages count from 0. Errors are problems (RFC 9457) \
      whose detail says what was given, what is allowed and what to do; `problems` lists single \
      settings where there are several. A POST that makes something takes an `Idempotency-Key`: \
      sent again with the same key it is answered again and not done again. What people edit has \
      an `ETag`, and `If-Match` keeps one from overwriting what one has not seen.
      """;

  @Bean
  OpenAPI openApi() {
    return new OpenAPI()
        .info(
            new Info()
                .title("LoRA Foundry")
                .version("1")
                .description(DESCRIPTION)
                .license(
                    new License()
                        .name("Apache-2.0")
                        .url("https://www.apache.org/licenses/LICENSE-2.0")))
        .servers(List.of(new Server().url("/")))
        .components(
            new Components()
                .addResponses(PROBLEM, problem())
                .addSecuritySchemes(
                    TOKEN, new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer")))
        .security(List.of(new SecurityRequirement().addList(TOKEN)));
  }

  /** Names operations after controller and method, so that a new one renames no other. */
  @Bean
  OperationCustomizer operationNames() {
    return (operation, method) -> {
      String controller = method.getBeanType().getSimpleName().replaceAll("Controller$", "");
      return operation.operationId(
          controller.substring(0, 1).toLowerCase(Locale.ROOT)
              + controller.substring(1)
              + "."
              + method.getMethod().getName());
    };
  }

  /** Every operation may answer with a problem. */
  @Bean
  OpenApiCustomizer problemAnswers() {
    return api ->
        api.getPaths().values().stream()
            .flatMap(path -> path.readOperations().stream())
            .forEach(
                operation ->
                    operation
                        .getResponses()
                        .addApiResponse(
                            "default",
                            new ApiResponse().$ref("#/components/responses/" + PROBLEM)));
  }

  private static ApiResponse problem() {
    Schema<?> schema =
        new ObjectSchema()
            .addProperty("type", new StringSchema())
            .addProperty("title", new StringSchema())
            .addProperty("status", new IntegerSchema())
            .addProperty("detail", new StringSchema())
            .addProperty("instance", new StringSchema())
            .addProperty("problems", new ArraySchema().items(singleProblem()));
    return new ApiResponse()
        .description("A problem")
        .content(
            new Content()
                .addMediaType(
                    MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                    new io.swagger.v3.oas.models.media.MediaType().schema(schema)));
  }

  private static Schema<?> singleProblem() {
    return new ObjectSchema()
        .addProperty("setting", new StringSchema())
        .addProperty("given", new StringSchema())
        .addProperty("message", new StringSchema());
  }
}
