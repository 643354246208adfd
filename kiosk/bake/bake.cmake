# What is compiled into the program: icons as alpha masks, the interface's words as .mo, the
# keyboards, and single files. A broken .svg or .po ends the build with its name (and line).
library_part(RSVG librsvg-2.0 cairo)
find_program(MSGFMT msgfmt REQUIRED)
find_program(MSGEN msgen REQUIRED)

set(BAKE_DIR ${PROJECT_BINARY_DIR}/bake)
file(MAKE_DIRECTORY ${BAKE_DIR}/words)
# The libraries the generator uses keep memory until the end, which is none of our business.
set(BAKE_RUN ${CMAKE_COMMAND} -E env ASAN_OPTIONS=detect_leaks=0)

add_executable(bake_tool kiosk/bake/tool/main.c)
target_include_directories(bake_tool PRIVATE kiosk)
target_link_libraries(bake_tool PRIVATE PkgConfig::RSVG)

file(GLOB icons CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/assets/icons/*.svg)
add_custom_command(OUTPUT ${BAKE_DIR}/icon_data.c
  COMMAND ${BAKE_RUN} $<TARGET_FILE:bake_tool> icons ${BAKE_DIR}/icon_data.c ${icons}
  DEPENDS bake_tool ${icons} COMMENT "Baking icons" VERBATIM)

set(baked schema.sql=${PROJECT_SOURCE_DIR}/data/schema.sql)
set(baked_from ${PROJECT_SOURCE_DIR}/data/schema.sql)

file(GLOB keyboards CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/assets/keyboards/*.txt)
foreach(keyboard ${keyboards})
  get_filename_component(file ${keyboard} NAME)
  list(APPEND baked keyboards/${file}=${keyboard})
  list(APPEND baked_from ${keyboard})
endforeach()

file(GLOB catalogues CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/assets/words/*.po)
foreach(po ${catalogues})
  get_filename_component(lang ${po} NAME_WE)
  set(mo ${BAKE_DIR}/words/${lang}.mo)
  # English is its own translation: msgen fills it in, so that en.mo lists every string there
  # is. Checked before, for msgen's copy has other line numbers.
  if(lang STREQUAL "en")
    add_custom_command(OUTPUT ${mo}
      COMMAND ${MSGFMT} --check -o ${mo} ${po}
      COMMAND ${MSGEN} -o ${BAKE_DIR}/words/en.filled.po ${po}
      COMMAND ${MSGFMT} --check -o ${mo} ${BAKE_DIR}/words/en.filled.po
      DEPENDS ${po} COMMENT "Checking words in ${lang}" VERBATIM)
  else()
    add_custom_command(OUTPUT ${mo}
      COMMAND ${MSGFMT} --check -o ${mo} ${po}
      DEPENDS ${po} COMMENT "Checking words in ${lang}" VERBATIM)
  endif()
  list(APPEND baked words/${lang}.mo=${mo})
  list(APPEND baked_from ${mo})
endforeach()

add_custom_command(OUTPUT ${BAKE_DIR}/file_data.c
  COMMAND ${BAKE_RUN} $<TARGET_FILE:bake_tool> files ${BAKE_DIR}/file_data.c ${baked}
  DEPENDS bake_tool ${baked_from} COMMENT "Baking files" VERBATIM)

add_library(bake STATIC kiosk/bake/icons.c kiosk/bake/files.c ${BAKE_DIR}/icon_data.c
                        ${BAKE_DIR}/file_data.c)
target_include_directories(bake PUBLIC kiosk)
