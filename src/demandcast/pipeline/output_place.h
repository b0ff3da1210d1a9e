// Where results go, looked at before the work: a long run must not end at a place that cannot be written.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "demandcast/pipeline/run_config.h"

namespace demandcast {

/// For a table at config.output in `format` (empty = by the ending); nothing to do when there is no output. Throws
/// ConfigError (unknown ending or format, a directory, one of the files that are read) or WriteError (unwritable).
/// `also_read` is a file read besides the data. None of these makes anything.
void check_output_file(const RunConfig& config, std::string_view format, std::string_view also_read = {});

/// For a page at config.output, whose name ends in .html; likewise.
void check_output_page(const RunConfig& config);

/// For a folder at config.output; nothing to do when there is no output. Throws ConfigError ("-", a file) or
/// WriteError.
void check_output_folder(const RunConfig& config);

/// For the directory of a model at config.output. Throws ConfigError also where there is no output, and where the
/// directory holds something else than a model.
void check_output_model(const RunConfig& config);

}  // namespace demandcast
