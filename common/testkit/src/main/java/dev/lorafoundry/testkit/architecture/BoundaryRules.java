package dev.lorafoundry.testkit.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** Which module may see which library. */
public final class BoundaryRules {
  private BoundaryRules() {}

  public static List<ArchRule> all() {
    return List.of(
        onlyTensorSeesDjl(),
        onlyDiffusionSeesTokenizers(),
        onlyObjectStoreSeesMinio(),
        diffusionKnowsNoServers(),
        contractsKnowOnlyAnnotations());
  }

  static ArchRule onlyTensorSeesDjl() {
    return noClasses()
        .that()
        .resideOutsideOfPackage("dev.lorafoundry.tensor..")
        .should()
        .dependOnClassesThat(
            JavaClass.Predicates.resideInAPackage("ai.djl..")
                .and(JavaClass.Predicates.resideOutsideOfPackage("ai.djl.huggingface..")))
        .as("only common/tensor sees DJL")
        .allowEmptyShould(true);
  }

  static ArchRule onlyDiffusionSeesTokenizers() {
    return noClasses()
        .that()
        .resideOutsideOfPackages("dev.lorafoundry.diffusion..", "dev.lorafoundry.startermodel..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.djl.huggingface..")
        .as("only common/diffusion and common/starter-model see the tokenizers")
        .allowEmptyShould(true);
  }

  static ArchRule onlyObjectStoreSeesMinio() {
    return noClasses()
        .that()
        .resideOutsideOfPackage("dev.lorafoundry.objectstore..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.minio..", "okhttp3..")
        .as("only common/object-store sees the MinIO SDK")
        .allowEmptyShould(true);
  }

  static ArchRule diffusionKnowsNoServers() {
    return noClasses()
        .that()
        .resideInAnyPackage("dev.lorafoundry.diffusion..", "dev.lorafoundry.tensor..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.springframework..", "org.apache.kafka..", "java.sql..")
        .as("common/tensor and common/diffusion know no Spring, no Kafka, no database")
        .allowEmptyShould(true);
  }

  static ArchRule contractsKnowOnlyAnnotations() {
    return noClasses()
        .that()
        .resideInAPackage("dev.lorafoundry.contracts..")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages(
            "java..",
            "org.jspecify..",
            "com.fasterxml.jackson.annotation..",
            "dev.lorafoundry.contracts..")
        .as("common/contracts knows the JDK and Jackson's annotations only")
        .allowEmptyShould(true);
  }
}
