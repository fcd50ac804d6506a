@echo off
rem Starts code-intel with the options it is made for: src/docs/decisions/0014-launcher.md says why.
rem JAVA_HOME, else PATH, says which Java; CODE_INTEL_JAVA_OPTS adds options and overrides these.
setlocal DisableDelayedExpansion

set "java="
if defined JAVA_HOME (
  set "java=%JAVA_HOME%\bin\java.exe"
) else (
  for %%j in (java.exe) do set "java=%%~$PATH:j"
)
if not defined java (
  echo code-intel: Java is missing: install 17 or newer, or set JAVA_HOME to one. >&2
  exit /b 1
)
if not exist "%java%" (
  echo code-intel: JAVA_HOME is "%JAVA_HOME%", but there is no bin\java.exe in it. >&2
  exit /b 1
)

rem A Java on the PATH may be a copy without the file; then the JVM itself says if it is too old.
set "version=17"
for %%j in ("%java%") do set "release=%%~dpj..\release"
if exist "%release%" (
  for /f "usebackq tokens=2 delims==" %%v in (`findstr /b "JAVA_VERSION=" "%release%"`) do set "version=%%~v"
)
for /f "tokens=1 delims=.-+" %%m in ("%version%") do set "major=%%m"
if %major% lss 17 (
  echo code-intel: Java 17 or newer is needed, and "%java%" is %version%; set JAVA_HOME to a newer one. >&2
  exit /b 1
)

set "archive=-XX:SharedArchiveFile=%~dp0startup-%version%.jsa"
if exist "%~dp0startup-%version%.aot" set "archive=-XX:AOTCache=%~dp0startup-%version%.aot"

rem What a crash leaves must not lie in the folder of a user's sources, which is the working folder.
set "crash=%TEMP%\code-intel"

rem Standard output belongs to the answers: what the JVM has to say goes to standard error, and an
rem archive that does not fit is nothing to speak of.
"%java%" -XX:+DisplayVMOutputToStderr -Xlog:disable "%archive%" "-XX:ErrorFile=%crash%-hs_err_%%p.log" "-XX:ReplayDataFile=%crash%-replay_%%p.log" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:MaxRAMPercentage=50 %CODE_INTEL_JAVA_OPTS% -jar "%~dp0quarkus-run.jar" %*
exit /b %errorlevel%
