// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/arrow_input.h"

#include <arrow/buffer.h>
#include <arrow/io/compressed.h>
#include <arrow/io/file.h>
#include <arrow/io/memory.h>

#include <filesystem>
#include <iostream>
#include <iterator>

#include "demandcast/data/arrow_status.h"

namespace demandcast {

TableInput open_table_input(const std::string& source) {
  if (source == "-") {
    std::string bytes{std::istreambuf_iterator<char>(std::cin), {}};
    return std::make_shared<arrow::io::BufferReader>(arrow::Buffer::FromString(std::move(bytes)));
  }
  std::error_code error;
  if (!std::filesystem::exists(source, error)) {
    throw FormatError(
        fmt::format("cannot read \"{}\": there is no such file; look at the name and the folder", source));
  }
  auto file = arrow::io::ReadableFile::Open(source);
  if (!file.ok()) throw FormatError(fmt::format("cannot read \"{}\": it cannot be opened; may it be read?", source));
  return file.MoveValueUnsafe();
}

std::shared_ptr<arrow::io::InputStream> stream_of(const TableInput& input, arrow::util::Codec* codec,
                                                  std::string_view source) {
  const std::string place = fmt::format("cannot read \"{}\"", source);
  const auto size = value_or_throw(input->GetSize(), place);
  auto bytes = value_or_throw(arrow::io::RandomAccessFile::GetStream(input, 0, size), place);
  if (!codec) return bytes;
  return value_or_throw(arrow::io::CompressedInputStream::Make(codec, bytes), place);
}

std::string head_of(const TableInput& input, std::int64_t size, arrow::util::Codec* codec, std::string_view source) {
  const auto head = stream_of(input, codec, source)->Read(size);
  if (!head.ok()) {
    throw FormatError(
        fmt::format("cannot read \"{}\": {}", source,
                    codec ? "the compressed file is cut or damaged; copy it again" : head.status().message()));
  }
  return (*head)->ToString();
}

}  // namespace demandcast
