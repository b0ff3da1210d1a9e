// What an SQRF knows besides its trees, on its way to disk and back.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/models/forest/sqrf/sqrf.h"

namespace demandcast {

/// Writes "features", "horizon", "base" (its weights) and the pooled facts. Options are the manifest's.
void save_setting(const SqrfSetting& setting, ArtifactWriter& writer);
/// Undoes save_setting. Throws FormatError where arrays are missing or make no sense.
SqrfSetting load_setting(const SqrfOptions& options, const ArtifactReader& reader);

}  // namespace demandcast
