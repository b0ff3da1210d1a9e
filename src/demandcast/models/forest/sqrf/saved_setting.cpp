// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/forest/sqrf/saved_setting.h"

#include "demandcast/models/pooled/pooled_model.h"

namespace demandcast {

void save_setting(const SqrfSetting& setting, ArtifactWriter& writer) {
  writer.texts("features", setting.features);
  save_horizon(setting.horizon, writer);
  writer.numbers("base", setting.base);
  save_pooled_facts(setting.facts, writer);
}

SqrfSetting load_setting(const SqrfOptions& options, const ArtifactReader& reader) {
  return {options, load_pooled_facts("sqrf", reader), reader.numbers("base"), reader.texts("features"),
          load_horizon("sqrf", reader)};
}

}  // namespace demandcast
