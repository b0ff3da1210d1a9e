// What an SQRF knows besides its trees, on its way to disk and back.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/models/forest/sqrf/sqrf.h"

namespace demandcast {

/// Writes "features", "horizon" (steps, then lead and length of each span), "base" (its weights), the seasons of groups
/// ("season_groups", "season_spans": first period and length of each, "season_sums", "season_counts"), and for the
/// order of categories "category_columns", "category_names" and "category_seen" (sum and count), one entry a category.
/// Options are the manifest's.
void save_setting(const SqrfSetting& setting, ArtifactWriter& writer);
/// Undoes save_setting. Throws FormatError where arrays are missing or make no sense.
SqrfSetting load_setting(const SqrfOptions& options, const ArtifactReader& reader);

}  // namespace demandcast
