// The whole round by the npm package `soap`, which knows of the server what the WSDL says.
// Reads one JSON object from standard input, writes what it saw as one JSON object; a fault or a timeout ends it with 1.
"use strict";

const soap = require("soap");

const NEVER = "0 0 3 1 1 ? 2099"; // a cron time that this test will not see
const PATIENCE_MS = 60000;

async function main(given) {
  const client = await soap.createClientAsync(`${given.baseUrl}/scene7/webservice/IpsApi-${given.version}.wsdl`);
  const namespace = given.headerNamespace;
  client.addSoapHeader(
    { authHeader: { user: given.email, password: given.password, appName: "node round", appVersion: "1.0" } },
    "", "auth", namespace);
  const call = (operation, param) => invoke(client, operation, param);
  const saw = {};

  saw.login = (await call("checkLogin", { email: given.email, password: given.password })).status;
  const company = (await call("getCompanyInfo", { companyName: given.company })).companyInfo;
  const companyHandle = company.companyHandle;
  saw.rootPath = company.rootPath;
  const folderPath = `/${given.tag}/Pictures`;
  saw.folder = (await call("createFolder", { companyHandle, folderPath })).folderHandle;

  const upload = `${given.tag}Upload`;
  saw.uploadHandle = (await call("submitJob", {
    companyHandle, jobName: upload, uploadUrlsJob: uploadOptions(given),
  })).jobHandle;
  await finished(call, companyHandle, upload);
  saw.upload = await log(call, companyHandle, upload);
  saw.before = (await picture(given, company, 200)).status;

  const publish = `${given.tag}Publish`;
  const jobHandle = (await call("submitJob", {
    companyHandle, jobName: publish, execSchedule: NEVER,
    imageServingPublishJob: { publishType: "Full", emailSetting: "None" },
  })).jobHandle;
  saw.scheduledBefore = await scheduled(call, companyHandle, publish);
  await call("executeJob", { companyHandle, jobHandle });
  await finished(call, companyHandle, publish);
  saw.scheduledAfter = await scheduled(call, companyHandle, publish);
  saw.publish = await log(call, companyHandle, publish);

  saw.pictures = [await picture(given, company, 200), await picture(given, company, 64)];
  return saw;
}

async function invoke(client, operation, param) {
  const [answer] = await client[`${operation}Async`](param);
  return answer || {};
}

function uploadOptions(given) {
  const items = ["sunrise", "harbour"].map((name) => ({
    sourceUrl: `${given.fileServer}/${name}.jpg`, destPath: `${given.tag}/Pictures/${given.tag}${name}.jpg`,
  }));
  return {
    urlArray: { items }, overwrite: true, readyForPublish: true, createMask: false, emailSetting: "None",
  };
}

async function finished(call, companyHandle, originalName) {
  const deadline = Date.now() + PATIENCE_MS;
  while (listed((await call("getActiveJobs", { companyHandle, originalName })).jobArray).length) {
    if (Date.now() > deadline) throw new Error(`${originalName} is still active`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function log(call, companyHandle, originalName) {
  const [found] = listed((await call("getJobLogDetails", { companyHandle, originalName })).jobLogArray);
  const details = listed(found.detailArray).map((one) => [one.logType, one.assetName]);
  return { success: found.fileSuccessCount, error: found.fileErrorCount, fatal: found.fatalError, details };
}

async function scheduled(call, companyHandle, originalName) {
  const jobs = listed((await call("getScheduledJobs", { companyHandle, originalName })).jobArray);
  return jobs.map((job) => [job.execSchedule, String(job.nextFireTime), job.imageServingPublishJob.publishType]);
}

async function picture(given, company, width) {
  const answer = await fetch(`${given.baseUrl}/is/image/${company.rootPath}${given.tag}sunrise?wid=${width}`);
  const bytes = Buffer.from(await answer.arrayBuffer()).toString("base64");
  return { status: answer.status, type: answer.headers.get("content-type"), bytes };
}

function listed(array) {
  return array && array.items ? [].concat(array.items) : [];
}

async function read(stream) {
  let text = "";
  for await (const piece of stream) text += piece;
  return JSON.parse(text);
}

read(process.stdin)
  .then(main)
  .then((saw) => process.stdout.write(JSON.stringify(saw)))
  .catch((error) => {
    process.stderr.write(`${error.stack || error}\n`);
    process.exit(1);
  });
