// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include "demandcast/pipeline/features.h"

namespace demandcast {

std::string to_json(const FeaturesResult& result) {
  using Json = nlohmann::ordered_json;
  Json features = Json::array();
  for (const FeatureUse& use : result.features) {
    features.push_back({{"name", use.info.name},
                        {"group", use.info.group},
                        {"formula", use.info.formula},
                        {"known", use.info.time == FeatureTime::kOrigin ? "of the origin" : "of the target"},
                        {"training_rows", use.rows}});
  }
  return Json{{"schema", "demandcast.features/1"},
              {"series", result.series},
              {"series_without_level", result.series_without_level},
              {"possible_rows", result.possible_rows},
              {"training_rows", result.training_rows},
              {"ahead_rows", result.ahead_rows},
              {"features", features},
              {"file", result.file.empty() ? Json(nullptr) : Json(result.file)}}
      .dump(2);
}

}  // namespace demandcast
